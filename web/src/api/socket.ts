import { createClient, type Client } from 'graphql-ws'
import type { Connection } from './connection.ts'
import { authorizationOf, type Session } from './session.ts'

const pingEveryMs = 12_000
const pongWithinMs = 6_000
const longestWaitMs = 10_000
/** The server ended the session: trying again with the same token cannot help. */
const sessionEndedCodes = new Set([4401, 4403])

interface SocketOptions {
  session: Session | null
  connection: Connection
  onSessionEnded: () => void
}

export function createSocket({ session, connection, onSessionEnded }: SocketOptions): Client {
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  let isEnded = false
  const url = new URL('/graphql', location.href)
  url.protocol = url.protocol.replace('http', 'ws')

  const client = createClient({
    url: url.href,
    // Without a token the cookie that the handshake brought along says who it is.
    connectionParams: session?.token ? authorizationOf(session) : {},
    keepAlive: pingEveryMs,
    lazyCloseTimeout: 5_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => !isEnded,
    retryWait,
    on: {
      connecting: () => connection.opening(),
      connected: () => connection.live(),
      closed: (event) => {
        clearTimeout(pongTimer)
        const { code } = event as CloseEvent
        if (sessionEndedCodes.has(code)) {
          isEnded = true
          if (session) onSessionEnded()
        }
        connection.closed(code !== 1000)
      },
      // A cable pulled out sends no close frame: a ping without its pong is the only sign of it.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), pongWithinMs)
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer)
      },
    },
  })
  return client
}

/**
 * Doubling waits with jitter, so that a restarted server is not met by everybody at once; cut short when the network is
 * back.
 */
async function retryWait(attempt: number) {
  const wait = Math.min(longestWaitMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2)
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      globalThis.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, wait)
    globalThis.addEventListener('online', done)
  })
}
