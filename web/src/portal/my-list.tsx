import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import { Link, useLocation } from 'wouter'
import { useAfterRequestEvents } from '../api/events.ts'
import { useViewer } from '../api/viewer.tsx'
import { RequestListDocument, type RequestRowFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { Pager } from '../parts/pager.tsx'
import type { RequestQuery } from '../parts/request-query.ts'
import { StatusBadge } from '../parts/status-badge.tsx'
import { StatusTabs } from '../parts/status-tabs.tsx'
import { spanOf, When } from '../parts/when.tsx'
import { formatDate } from '../time/format.ts'
import { dateIn } from '../time/walltime.ts'
import { useZone } from '../time/zone.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { SearchField } from '../ui/field.tsx'

const path = '/portal'

export function MyList({ query }: { query: RequestQuery }) {
  const [, navigate] = useLocation()
  const [{ data, error }, refetch] = useQuery({ query: RequestListDocument, variables: query.variables })
  useAfterRequestEvents(() => refetch({ requestPolicy: 'network-only' }))
  const page = data?.appointmentRequests
  const rows = page?.nodes.filter((row) => query.status === 'ALL' || row.status === query.status)
  return (
    <>
      <div className="my-filters">
        <StatusTabs current={query.status} filter={query.countFilter} hrefOf={(tab) => path + query.withStatus(tab)} />
        <SearchMine words={query.words} onChange={(q) => navigate(path + query.with({ q }), { replace: true })} />
      </div>
      {!rows || !page ? (
        error ? (
          <ErrorState error={error} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={5} />
        )
      ) : rows.length === 0 ? (
        <NothingHere query={query} />
      ) : (
        <div className="card card--flush">
          <ul className="my-list">
            {rows.map((row) => (
              <MyRow key={row.id} row={row} />
            ))}
          </ul>
          <Pager ends={page.pageInfo} total={page.totalCount} hrefOf={(cursor) => path + query.with(cursor)} />
        </div>
      )}
    </>
  )
}

function SearchMine({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { requests } = useWords()
  const [text, setText] = useState(words)
  const ask = useEffectEvent((search: string) => {
    if (search.trim() !== words) onChange(search.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => ask(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return <SearchField label={requests.search} value={text} onChange={setText} maxLength={200} />
}

function NothingHere({ query }: { query: RequestQuery }) {
  const { portal: words, requests, nav } = useWords()
  if (query.isNarrowed || query.status !== 'ALL') {
    return <EmptyState icon="search" title={query.isNarrowed ? requests.empty.filteredTitle : words.emptyStatus} />
  }
  return (
    <EmptyState icon="calendar" title={words.emptyTitle}>
      <p>{words.emptyText}</p>
      <Link href="/portal/new" className="button button--primary button--normal">
        {nav.newRequest}
      </Link>
    </EmptyState>
  )
}

function MyRow({ row }: { row: RequestRowFragment }) {
  const { requests } = useWords()
  const locale = useLocale()
  const zone = useZone()
  const viewer = useViewer()
  const span = spanOf(row)
  const date = dateIn(span.startsAt, zone)
  return (
    <li className="my-row">
      <span className={`my-row__date my-row__date--${row.status.toLowerCase()}`} aria-hidden="true">
        <span>{formatDate(date, locale, { month: 'short' })}</span>
        <strong>{formatDate(date, locale, { day: 'numeric' })}</strong>
      </span>
      <span className="my-row__text">
        <Link href={`/portal/requests/${row.reference}`} className="my-row__link">
          {row.service.name}
        </Link>
        <When {...span} />
        <span className="faint small">
          {row.appointment &&
            row.status === 'APPROVED' &&
            `${requests.fields.technician}: ${row.appointment.technician.name} · `}
          {viewer.role === 'CLIENT_ADMIN' && `${row.requester.name} · `}
          {row.reference}
        </span>
      </span>
      <StatusBadge status={row.status} appointmentStatus={row.appointment?.status} />
    </li>
  )
}
