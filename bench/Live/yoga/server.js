// The subscription of the benchmark as graphql-yoga and graphql-ws serve it, fed by Redis.
import { createServer } from 'node:http'
import { useServer } from 'graphql-ws/use/ws'
import { createPubSub, createSchema, createYoga } from 'graphql-yoga'
import { Redis } from 'ioredis'
import { WebSocketServer } from 'ws'

const [redisUrl, channel] = process.argv.slice(2)
const changes = createPubSub()

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: /* GraphQL */ `
      type Query {
        ready: Boolean!
      }
      type FieldChange {
        field: String!
        from: String
        to: String
      }
      type AppointmentRequestEvent {
        revision: Int!
        type: String!
        occurredAt: String!
        changes: [FieldChange!]!
      }
      type Subscription {
        appointmentRequestChanged: AppointmentRequestEvent!
      }
    `,
    resolvers: {
      Query: { ready: () => true },
      Subscription: {
        appointmentRequestChanged: {
          subscribe: () => changes.subscribe('changed'),
          resolve: (happened) => happened,
        },
      },
    },
  }),
})

const server = createServer(yoga)
useServer(
  {
    execute: (args) => args.rootValue.execute(args),
    subscribe: (args) => args.rootValue.subscribe(args),
    onSubscribe: async (ctx, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...ctx,
        req: ctx.extra.request,
        socket: ctx.extra.socket,
        params,
      })
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      }
      const errors = validate(args.schema, args.document)
      return errors.length > 0 ? errors : args
    },
  },
  new WebSocketServer({ server, path: yoga.graphqlEndpoint }),
  // Its own twelve seconds take the clients of a busy machine for dead.
  60_000,
)

// Whoever runs this says goodbye by closing its input.
process.stdin.on('end', () => process.exit()).resume()

const redis = new Redis(redisUrl)
redis.on('message', (_channel, text) => changes.publish('changed', JSON.parse(text)))
await redis.subscribe(channel)
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () =>
  console.log(`listening http://127.0.0.1:${server.address().port}`),
)
