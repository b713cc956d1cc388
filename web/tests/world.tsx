import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { render } from '@testing-library/react'
import { graphql, subscribe, parse, type ExecutionResult } from 'graphql'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Provider } from 'urql'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { schema } from '../mock/execute.ts'
import { personOf } from '../mock/resolvers.ts'
import { CurrentApi } from '../src/api/api.tsx'
import { cache } from '../src/api/cache.ts'
import { Connection } from '../src/api/connection.ts'
import { ViewerProvider, type Viewer } from '../src/api/viewer.tsx'
import { ToastRegion } from '../src/ui/toast.tsx'
import { en } from '../src/i18n/en.ts'
import { SpokenIn } from '../src/i18n/language.tsx'

const address = 'http://localhost/graphql'

/** Answers over real HTTP, by the stand-in server's resolvers. */
export const server = setupServer(
  http.post(address, async ({ request }) => {
    const { query, variables } = (await request.json()) as { query: string; variables?: Record<string, unknown> }
    const contextValue = { person: personOf(request.headers.get('authorization')) }
    return HttpResponse.json(await graphql({ schema, source: query, variableValues: variables, contextValue }))
  }),
)

export function withServer() {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
}

export const admin = 'P0'
export const dispatcher = 'P1'
export const contact = 'P3'

/** One operation as somebody, beside the page under test. */
export async function ask(person: string, source: string, variableValues: Record<string, unknown> = {}) {
  const answer = await graphql({ schema, source, variableValues, contextValue: { person: personOf(person) } })
  if (answer.errors) throw new Error(answer.errors[0]?.message)
  return answer.data as Record<string, any>
}

function clientOf(person: string | null): Client {
  return new Client({
    url: address,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: person ? { authorization: `Bearer ${person}` } : {} },
    exchanges: [
      cache(),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => {
            let stream: AsyncGenerator<ExecutionResult> | undefined
            const follow = async () => {
              const answer = await subscribe({
                schema,
                document: parse(query),
                variableValues: variables as never,
                contextValue: { person: personOf(person) },
              })
              if (!(Symbol.asyncIterator in answer)) return
              stream = answer as AsyncGenerator<ExecutionResult>
              for await (const event of stream) sink.next(event as never)
            }
            void follow()
            return { unsubscribe: () => void stream?.return(undefined) }
          },
        }),
      }),
    ],
  })
}

export interface World {
  person?: string | null
  viewer?: Partial<Viewer>
  path?: string
}

const defaultViewer: Viewer = {
  role: 'DISPATCHER',
  permissions: [],
  unreadNotificationCount: 0,
  organization: { id: 'O0', name: 'Demo IT Services', slug: 'demo', timeZone: 'America/New_York' },
  actor: {
    __typename: 'StaffMember',
    id: 'P1',
    name: 'Dana Dispatcher',
    email: 'dispatcher@demo.test',
    technician: null,
  },
}

export function show(page: ReactNode, { person = dispatcher, viewer = {}, path = '/' }: World = {}) {
  history.replaceState(null, '', path)
  const api = { client: clientOf(person), connection: new Connection(), close: () => undefined }
  return render(
    <SpokenIn language="en" words={en}>
      <I18nProvider locale="en-US">
        <CurrentApi value={api}>
          <Provider value={api.client}>
            <ViewerProvider viewer={{ ...defaultViewer, ...viewer }}>{page}</ViewerProvider>
          </Provider>
        </CurrentApi>
        <ToastRegion />
      </I18nProvider>
    </SpokenIn>,
  )
}
