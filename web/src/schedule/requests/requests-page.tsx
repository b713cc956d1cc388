import { useEffect, useMemo, useRef } from 'react'
import { useQuery } from 'urql'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { useAfterRequestEvents } from '../../api/events.ts'
import { useHeld } from '../../api/holding.ts'
import { decides, useViewer } from '../../api/viewer.tsx'
import { RequestListDocument, type RequestRowFragment } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { RequestQuery } from '../../parts/request-query.ts'
import { StatusTabs } from '../../parts/status-tabs.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useWideScreen } from '../../ui/screen.ts'
import { Icon } from '../../ui/icon.tsx'
import { PresenceProvider } from '../presence.tsx'
import { RequestDetail, type DetailAct } from './request-detail.tsx'
import { RequestFilters } from './request-filters.tsx'
import { useSelection } from './bulk-bar.tsx'
import { RequestList, selectableOf } from './request-list.tsx'
import './requests.css'

const listPath = '/schedule/requests'

/** Rows leave the moment they are decided here, and come back if that is taken back or the server refuses. */
function useRows(query: RequestQuery) {
  const held = useHeld()
  const [result, refetch] = useQuery({ query: RequestListDocument, variables: query.variables })
  useAfterRequestEvents(() => refetch({ requestPolicy: 'network-only' }))
  const nodes = result.data?.appointmentRequests.nodes
  const { status } = query
  const rows = nodes?.filter((row) => status === 'ALL' || (row.status === status && !held.has(row.id)))
  return { result, rows, refetch: () => refetch({ requestPolicy: 'network-only' }) }
}

export function RequestsPage() {
  return (
    <PresenceProvider>
      <Triage />
    </PresenceProvider>
  )
}

function Triage() {
  const { requests: words, nav } = useWords()
  const { reference } = useParams()
  const [search] = useSearchParams()
  const query = useMemo(() => new RequestQuery(search, 'PENDING'), [search])
  const [, navigate] = useLocation()
  const { result, rows, refetch } = useRows(query)
  const isWide = useWideScreen()
  const list = useRef<HTMLOListElement>(null)

  const hrefOf = (row: Pick<RequestRowFragment, 'reference'>, act: DetailAct | null = null) =>
    `${listPath}/${row.reference}${query.same(act)}`
  const close = () => navigate(listPath + query.same())
  const open = (row: RequestRowFragment | undefined) => (row ? navigate(hrefOf(row), { replace: true }) : close())
  const selection = useSelection(selectableOf(rows ?? []))
  const mayDecide = decides(useViewer())
  useTriageKeys({ rows: rows ?? [], reference, list, hrefOf, close, onSelect: selection.toggle })

  /** On to the next request, as the one at hand is done with. */
  const onDecided = (id: string) => {
    if (query.status !== 'PENDING' || !rows) return
    const index = rows.findIndex((row) => row.id === id)
    const rest = rows.filter((row) => row.id !== id)
    if (isWide) open(rest[Math.min(index, rest.length - 1)])
    else close()
  }

  return (
    <div className={reference ? 'triage triage--open' : 'triage'}>
      <PageTitle>{words.title}</PageTitle>
      <section className="triage__list" aria-label={words.title}>
        <header className="triage__head">
          <h1>{words.title}</h1>
          <Link className="button button--secondary button--small" href="/schedule/new">
            <Icon name="plus" />
            {nav.newRequest}
          </Link>
        </header>
        <StatusTabs
          current={query.status}
          filter={query.countFilter}
          hrefOf={(tab) => listPath + query.withStatus(tab)}
        />
        <RequestFilters
          query={query}
          onChange={(changes) =>
            navigate((reference ? `${listPath}/${reference}` : listPath) + query.with(changes), { replace: true })
          }
        />
        <RequestList
          ref={list}
          query={query}
          result={result}
          rows={rows}
          current={reference}
          hrefOf={hrefOf}
          listPath={listPath}
          selection={mayDecide ? selection : null}
          onRetry={refetch}
        />
      </section>
      {reference && (
        <RequestDetail
          key={reference}
          reference={reference}
          act={search.get('act')}
          onAct={(act) => navigate(hrefOf({ reference }, act), { replace: true })}
          onClose={close}
          onDecided={onDecided}
        />
      )}
    </div>
  )
}

interface TriageKeys {
  rows: RequestRowFragment[]
  reference: string | undefined
  list: React.RefObject<HTMLOListElement | null>
  hrefOf: (row: RequestRowFragment, act?: DetailAct | null) => string
  close: () => void
  onSelect: (id: string) => void
}

function focusRow(list: HTMLOListElement | null, id: string) {
  const link = list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .request-row__link`)
  link?.focus()
  link?.scrollIntoView({ block: 'nearest' })
}

function focusedId(list: HTMLOListElement | null): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? (list ? undefined : '')
}

/** j and k walk, a and d decide, Esc closes; the arrows do the same while the list has the focus. */
function useTriageKeys({ rows, reference, list, hrefOf, close, onSelect }: TriageKeys) {
  const [, navigate] = useLocation()
  const mayDecide = decides(useViewer())
  const indexNow = () => {
    const open = rows.findIndex((row) => row.reference === reference)
    return open >= 0 ? open : rows.findIndex((row) => row.id === focusedId(list.current))
  }
  const move = (delta: number) => {
    const index = indexNow()
    const next = rows[index < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, index + delta))]
    if (!next) return
    focusRow(list.current, next.id)
    if (reference) navigate(hrefOf(next), { replace: true })
  }
  const decide = (act: DetailAct) => {
    const row = rows[indexNow()]
    if (row?.status === 'PENDING' && mayDecide) navigate(hrefOf(row, act), { replace: Boolean(reference) })
  }
  const select = () => {
    const row = rows[indexNow()]
    if (row?.status === 'PENDING' && mayDecide) onSelect(row.id)
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    a: () => decide('approve'),
    d: () => decide('decline'),
    x: () => select(),
    Escape: reference ? close : undefined,
    c: () => navigate('/schedule'),
    n: () => navigate('/schedule/new'),
    '/': () => document.querySelector<HTMLInputElement>('.triage input[type="search"]')?.focus(),
  })
  useEffect(() => {
    const element = list.current
    const onArrow = (event: KeyboardEvent) => {
      const delta = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (delta === 0) return
      event.preventDefault()
      move(delta)
    }
    element?.addEventListener('keydown', onArrow)
    return () => element?.removeEventListener('keydown', onArrow)
  })
}
