import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createRoot } from 'react-dom/client'
import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import { authorizationOf, getSession } from './api/session.ts'
import './graphiql.css'

const firstQuery = `# Everything Slotline does, it does through this API.
# Whoever is signed in to Slotline in this tab is signed in here; otherwise put a token under "Headers":
#   { "authorization": "Bearer …" }

query WhoAmI {
  viewer {
    role
    organization {
      name
      timeZone
    }
  }
}
`

const url = new URL('/graphql', location.href)
const socketUrl = new URL(url)
socketUrl.protocol = url.protocol.replace('http', 'ws')

/** The token of the headers pane serves subscriptions as well: a browser's WebSocket has no headers of its own. */
function fetcherFor(headers: Record<string, unknown> | undefined): Fetcher {
  const authorization = headers?.['authorization'] ?? headers?.['Authorization']
  const connectionParams = typeof authorization === 'string' ? { authorization } : authorizationOf(getSession())
  return createGraphiQLFetcher({
    url: url.href,
    wsClient: createClient({ url: socketUrl.href, connectionParams }) as never,
    headers: authorizationOf(getSession()),
  })
}

let held: { key: string; fetcher: Fetcher } | undefined
const fetcher: Fetcher = (params, options) => {
  const key = JSON.stringify(options?.headers ?? {})
  if (held?.key !== key) held = { key, fetcher: fetcherFor(options?.headers) }
  return held.fetcher(params, options)
}

const place = document.getElementById('graphiql')
if (!place) throw new Error('graphiql.html has no #graphiql.')
createRoot(place).render(<GraphiQL fetcher={fetcher} defaultQuery={firstQuery} />)
