import type { IncomingMessage, ServerResponse } from 'node:http'
import { execute, graphql, subscribe, validate } from 'graphql'
import { makeServer } from 'graphql-ws'
import { WebSocketServer } from 'ws'
import type { Plugin } from 'vite'

/** A stand-in for the server inside the development server: POST and WebSocket at /graphql. */
export function mockServer(): Plugin {
  return {
    name: 'slotline-mock',
    async configureServer(server) {
      const { schema } = await import('./execute.ts')
      const { personOf } = await import('./resolvers.ts')
      const delay = Number(process.env['SLOTLINE_MOCK_DELAY'] ?? 60)
      const answer = async (request: IncomingMessage, response: ServerResponse) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString())
        const context = { person: personOf(request.headers.authorization) }
        const result = await graphql({
          schema,
          source: query,
          variableValues: variables,
          operationName,
          contextValue: context,
        })
        for (const error of result.errors ?? []) console.error(error.stack ?? error)
        await new Promise((resolve) => setTimeout(resolve, delay))
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(result))
      }
      server.middlewares.use('/graphql', (request, response, next) => {
        if (request.method === 'POST') void answer(request, response)
        else next()
      })
      const live = makeServer<{ authorization?: string }>({
        schema,
        execute,
        subscribe,
        validate,
        context: ({ connectionParams }) => ({ person: personOf(connectionParams?.authorization) }),
      })
      const sockets = new WebSocketServer({ noServer: true })
      server.httpServer?.on('upgrade', (request, socket, head) => {
        if (!request.url?.startsWith('/graphql')) return
        sockets.handleUpgrade(request, socket, head, (ws) => {
          const closed = live.opened(
            {
              protocol: ws.protocol,
              send: (data) => new Promise((resolve) => ws.send(data, () => resolve())),
              close: (code, reason) => ws.close(code, reason),
              onMessage: (handle) => ws.on('message', (data) => void handle(String(data))),
            },
            { socket: ws, request },
          )
          ws.once('close', (code, reason) => void closed(code, String(reason)))
        })
      })
    },
  }
}
