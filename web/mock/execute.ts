import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLSchema, type GraphQLFieldResolver } from 'graphql'
import { root, type Context } from './resolvers.ts'

export const schema: GraphQLSchema = buildSchema(readFileSync('../schema.graphql', 'utf8'))

for (const [typeName, fields] of Object.entries(root)) {
  const type = schema.getType(typeName)
  if (!type || !('getFields' in type)) continue
  for (const [name, field] of Object.entries(type.getFields())) {
    const resolver = fields[name]
    if (!resolver || !('args' in field)) continue
    const run: GraphQLFieldResolver<unknown, Context> = (_source, args, context) => resolver(args as never, context)
    if (typeName === 'Subscription') field.subscribe = run
    else field.resolve = run
  }
}
