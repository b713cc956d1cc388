import type { AnyVariables, CombinedError, OperationResult, TypedDocumentNode } from '@urql/core'
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useOnReturn } from './api.tsx'

interface Page<Node> {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

export interface AllPages<Data, Node> {
  nodes: Node[] | null
  /** The first page's answer, for what it says beside the list. */
  data: Data | null
  error: CombinedError | null
  reload: () => void
}

/** More than any screen can show; beyond it we stop asking. */
const mostPages = 20

interface Loaded<Data, Node> {
  key: string
  nodes: Node[] | null
  data: Data | null
  error: CombinedError | null
}

/** A whole list, page after page, where a screen needs all of it at once, such as the calendar of a large firm. */
export function useAllPages<Data, Variables extends AnyVariables, Node>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pageOf: (data: Data) => Page<Node>,
): AllPages<Data, Node> {
  const client = useClient()
  const key = JSON.stringify(variables)
  const [loaded, setLoaded] = useState<Loaded<Data, Node>>({ key, nodes: null, data: null, error: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const nodes: Node[] = []
      let first: Data | null = null
      let after: string | null = null
      for (let page = 0; page < mostPages; page++) {
        const asked: Variables = { ...(JSON.parse(key) as Variables), after }
        const answer: OperationResult<Data> = await client
          .query(document, asked, { requestPolicy: 'network-only' })
          .toPromise()
        if (!isCurrent) return
        if (!answer.data) {
          // What is on screen stays when asking again failed; the banner says that it may be old.
          setLoaded((before) => ({
            ...(before.key === key ? before : { key, nodes: null, data: null }),
            error: answer.error ?? null,
          }))
          return
        }
        first ??= answer.data
        const { nodes: found, pageInfo } = pageOf(answer.data)
        nodes.push(...found)
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
      }
      setLoaded({ key, nodes, data: first, error: null })
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [client, document, key, turn, pageOf])
  const reload = () => setTurn((before) => before + 1)
  useOnReturn(reload)
  const isOurs = loaded.key === key
  return { nodes: isOurs ? loaded.nodes : null, data: isOurs ? loaded.data : null, error: loaded.error, reload }
}
