import { Client, fetchExchange, mapExchange, subscriptionExchange, type CombinedError } from '@urql/core'
import type { Client as SocketClient } from 'graphql-ws'
import { ViewerDocument } from '../gql/shell.ts'
import { cache } from './cache.ts'
import { Connection } from './connection.ts'
import { refetchOnReturn } from './refetch.ts'
import { authorizationOf, type Session } from './session.ts'
import { createSocket } from './socket.ts'

export interface Api {
  client: Client
  connection: Connection
  close: () => void
}

/** One client a session: signing in or out starts with an empty cache and a socket of its own. */
export function createApi(session: Session | null, onSessionEnded: () => void): Api {
  const connection = new Connection()
  const isSessionGood = () => hasViewer(client)
  const socket = createSocket({ session, connection, onSessionEnded, isSessionGood })
  const client: Client = new Client({
    url: new URL('/graphql', location.href).href,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => fetchOptionsOf(session),
    exchanges: [
      mapExchange({ onError: (error) => session && isSignedOut(error) && onSessionEnded() }),
      refetchOnReturn(connection),
      cache(),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: (request) => forward(socket, request) }),
    ],
  })
  return { client, connection, close: () => void dispose(socket) }
}

export function fetchOptionsOf(session: Session | null): RequestInit {
  return { headers: authorizationOf(session), credentials: 'same-origin' }
}

/** Whoever is there may also have become somebody with other rights: the answer tells the page. */
async function hasViewer(client: Client): Promise<boolean> {
  const { data, error } = await client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  return error ? !isSignedOut(error) : Boolean(data?.viewer)
}

function isSignedOut(error: CombinedError): boolean {
  return error.graphQLErrors.some((one) => one.extensions['code'] === 'UNAUTHENTICATED')
}

/** A socket that waits to be opened again says, when it is given up, that it was: nothing is wrong then. */
async function dispose(socket: SocketClient) {
  try {
    await socket.dispose()
  } catch (event) {
    if ((event as CloseEvent).code !== 1000) throw event
  }
}

type Forward = NonNullable<Parameters<typeof subscriptionExchange>[0]['forwardSubscription']>

function forward(socket: SocketClient, request: Parameters<Forward>[0]): ReturnType<Forward> {
  return {
    subscribe: (sink) => ({
      unsubscribe: socket.subscribe(resumable(request), {
        next: (result) => {
          sink.next(result as Parameters<typeof sink.next>[0])
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      }),
    }),
  }
}

/** The last revision that this page has heard of; what a subscription resumes after. */
let lastRevision: number | null = null

export function noteRevision(revision: number) {
  lastRevision = Math.max(lastRevision ?? 0, revision)
}

export function forgetRevision() {
  lastRevision = null
}

/**
 * graphql-ws sends the same payload again when it reconnects. A subscription that can resume reads its
 * `afterRevision` at that moment, so that the server first sends what was missed.
 */
function resumable(request: Parameters<Forward>[0]) {
  const query = request.query ?? ''
  const { variables = {} } = request
  if (!('afterRevision' in variables)) return { query, variables }
  return {
    query,
    get variables() {
      return { ...variables, afterRevision: lastRevision ?? variables['afterRevision'] }
    },
  }
}
