import { readFileSync } from 'node:fs'
import { generate } from '@graphql-codegen/cli'
import {
  buildSchema,
  getNamedType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import codegen from '../codegen.ts'

// Vitest runs in the web folder; in a simulated browser a module's own address is no path.
const schema: GraphQLSchema = buildSchema(readFileSync('../schema.graphql', 'utf8'))

interface Generated {
  filename: string
  content: string
}

describe('The types of the operations', () => {
  let generated: Generated[] = []
  beforeAll(async () => {
    generated = (await generate({ ...codegen, cwd: process.cwd(), silent: true } as never, false)) as Generated[]
  }, 60_000)

  it('are those that schema.graphql gives: run "npm run types" after it changed', () => {
    expect(generated.map(({ filename }) => filename.split('/').at(-1)).sort()).toEqual([
      'booking.ts',
      'decisions.ts',
      'people.ts',
      'presence.ts',
      'requests.ts',
      'schedule.ts',
      'settings.ts',
      'shell.ts',
    ])
    for (const { filename, content } of generated) {
      const name = filename.split('/').at(-1) ?? ''
      expect(readFileSync(`src/gql/${name}`, 'utf8').trim(), name).toBe(content.trim())
    }
  })
})

/** The server's own reckoning, to notice here and not in a page that an operation asks for too much. */
const mostCost = 25_000
const assumedListLength = 10
const largestPage = 100

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type)
}

function costOf(
  selections: SelectionSetNode,
  parent: GraphQLObjectType,
  fragments: Map<string, FragmentDefinitionNode>,
  page: number,
): number {
  let cost = 0
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value)
      if (fragment)
        cost += costOf(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value, parent), fragments, page)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      cost += costOf(
        selection.selectionSet,
        typeNamed(selection.typeCondition?.name.value ?? parent.name, parent),
        fragments,
        page,
      )
    } else cost += costOfField(selection, parent, fragments, page)
  }
  // The cache asks for the type's name wherever there are fields.
  return cost + 1
}

function typeNamed(name: string, otherwise: GraphQLObjectType): GraphQLObjectType {
  const type = schema.getType(name)
  return type && 'getFields' in type ? (type as GraphQLObjectType) : otherwise
}

function costOfField(
  field: FieldNode,
  parent: GraphQLObjectType,
  fragments: Map<string, FragmentDefinitionNode>,
  page: number,
): number {
  if (!('getFields' in parent)) return 1
  const definition = parent.getFields()[field.name.value]
  if (!definition || !field.selectionSet) return 1
  const asked = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  const length = asked?.kind === Kind.INT ? Number(asked.value) : asked ? largestPage : page
  const type = getNamedType(definition.type) as GraphQLObjectType
  const isNodes = field.name.value === 'nodes'
  const own = costOf(field.selectionSet, type, fragments, asked ? length : assumedListLength)
  return 1 + own * (isNodes ? page : isList(definition.type) ? assumedListLength : 1)
}

const source = ['fragments', 'shell', 'requests', 'schedule', 'booking', 'settings']
  .map((name) => readFileSync(`src/api/operations/${name}.graphql`, 'utf8'))
  .join('\n')
const document = parse(source)
const fragments = new Map(
  document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
)
const operations = document.definitions.filter(
  (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
)

describe('Every operation', () => {
  it.each(operations.map((operation) => [operation.name?.value ?? '', operation] as const))(
    '%s asks for no more than the server gives',
    (_, operation) => {
      const root = {
        query: schema.getQueryType(),
        mutation: schema.getMutationType(),
        subscription: schema.getSubscriptionType(),
      }[operation.operation]
      expect(costOf(operation.selectionSet, root as GraphQLObjectType, fragments, largestPage)).toBeLessThan(mostCost)
    },
  )
})
