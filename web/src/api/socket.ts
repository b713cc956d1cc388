import { createClient, type Client } from 'graphql-ws'
import type { Connection } from './connection.ts'
import { authorizationOf, type Session } from './session.ts'

const pingEveryMs = 12_000
const pongWithinMs = 6_000
const longestWaitMs = 10_000
/** The server knows nobody by this token: trying again with it cannot help. */
const unauthorized = 4401
/** The socket's rights have ended: with the session, or because the person may do something else than before. */
const forbidden = 4403

interface SocketOptions {
  session: Session | null
  connection: Connection
  onSessionEnded: () => void
  /** Asks the server whether the session is still good; also where that cannot be learned now. */
  isSessionGood: () => Promise<boolean>
}

export function createSocket({ session, connection, onSessionEnded, isSessionGood }: SocketOptions): Client {
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<void> | undefined
  const url = new URL('/graphql', location.href)
  url.protocol = url.protocol.replace('http', 'ws')

  const end = () => session && onSessionEnded()
  const ask = async () => void ((await isSessionGood()) || end())

  const client = createClient({
    url: url.href,
    // Without a token the cookie that the handshake brought along says who it is.
    connectionParams: session?.token ? authorizationOf(session) : {},
    keepAlive: pingEveryMs,
    lazyCloseTimeout: 5_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (attempt) => {
      // Where the session has ended, its subscriptions end with it, and without any nothing is opened again.
      await asking
      await wait(attempt)
    },
    on: {
      connecting: () => connection.opening(),
      connected: () => connection.live(),
      closed: (event) => {
        clearTimeout(pongTimer)
        const { code } = event as CloseEvent
        if (code === unauthorized) end()
        asking = code === forbidden ? ask() : undefined
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
async function wait(attempt: number) {
  const length = Math.min(longestWaitMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2)
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      globalThis.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, length)
    globalThis.addEventListener('online', done)
  })
}
