import type { CodegenConfig } from '@graphql-codegen/cli'

const scalars = {
  ID: 'string',
  DateTime: 'string',
  LocalDate: 'string',
  LocalTime: 'string',
  TimeZone: 'string',
}

/** One module an area, so that a page loads the operations it uses and not everybody's. */
function area(name: string) {
  return {
    [`src/gql/${name}.ts`]: {
      documents: ['src/api/operations/fragments.graphql', `src/api/operations/${name}.graphql`],
      plugins: ['typescript-operations', 'typed-document-node'],
    },
  }
}

export default {
  schema: '../schema.graphql',
  config: { scalars, useTypeImports: true, enumsAsTypes: true, avoidOptionals: false, strictScalars: true },
  generates: {
    ...area('shell'),
    ...area('requests'),
    ...area('presence'),
    ...area('schedule'),
    ...area('decisions'),
    ...area('booking'),
    ...area('settings'),
    ...area('people'),
  },
} satisfies CodegenConfig
