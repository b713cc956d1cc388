import { Client, createRequest, fetchExchange, subscriptionExchange, type TypedDocumentNode } from '@urql/core'
import { describe, expect, it } from 'vitest'
import { toPromise, take } from 'wonka'
import { cache } from '../src/api/cache.ts'
import { persistedDocuments } from '../persisted.ts'

const modules = import.meta.glob<Record<string, TypedDocumentNode>>('../src/gql/*.ts', { eager: true })

function operationsOf(document: TypedDocumentNode) {
  return document.definitions.flatMap((one) => (one.kind === 'OperationDefinition' ? [one.operation] : []))
}

const documents = Object.values(modules)
  .flatMap((area) => Object.entries(area))
  .filter(([, document]) => operationsOf(document).length > 0)

/** What leaves the client, by whatever way. */
async function sentFor(document: TypedDocumentNode) {
  return new Promise<string>((resolve, reject) => {
    const client = new Client({
      url: 'http://127.0.0.1/graphql',
      preferGetMethod: false,
      fetch: (_, options) => {
        resolve((JSON.parse(options?.body as string) as { query: string }).query)
        return Promise.resolve(Response.json({ data: null }))
      },
      exchanges: [
        cache(),
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query }) => {
            resolve(query ?? '')
            return { subscribe: () => ({ unsubscribe: () => undefined }) }
          },
        }),
      ],
    })
    const [kind] = operationsOf(document)
    const request = createRequest(document, {})
    const source =
      kind === 'query'
        ? client.executeQuery(request)
        : kind === 'mutation'
          ? client.executeMutation(request)
          : client.executeSubscription(request)
    toPromise(take(1)(source)).catch(reject)
  })
}

describe('The list of persisted documents', () => {
  const known = new Set(Object.values(persistedDocuments()))

  it('has as many as the screens have operations', () => {
    expect(known.size).toBe(documents.length)
  })

  it.each(documents)('has %s as the client sends it', async (_, document) => {
    expect(known).toContain(await sentFor(document))
  })
})
