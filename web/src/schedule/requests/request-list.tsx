import type { Ref } from 'react'
import type { UseQueryState } from 'urql'
import { Link } from 'wouter'
import type { RequestListQuery, RequestRowFragment } from '../../gql/requests.ts'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { Pager } from '../../parts/pager.tsx'
import { TicketLink, whoseRequest } from '../../parts/request-facts.tsx'
import type { RequestQuery } from '../../parts/request-query.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { spanOf, When } from '../../parts/when.tsx'
import { formatAgo, formatMinutes } from '../../time/format.ts'
import { PresenceMark } from '../presence.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import { BulkBar, type Selection } from './bulk-bar.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/feedback.tsx'

export interface RequestListProps {
  ref: Ref<HTMLOListElement>
  query: RequestQuery
  result: UseQueryState<RequestListQuery>
  rows: RequestRowFragment[] | undefined
  current: string | undefined
  listPath: string
  hrefOf: (row: RequestRowFragment) => string
  /** Null for those who do not decide. */
  selection: Selection | null
  onRetry: () => void
}

export const selectableOf = (rows: RequestRowFragment[]) => rows.filter(({ status }) => status === 'PENDING')

export function RequestList({
  ref,
  query,
  result,
  rows,
  current,
  listPath,
  hrefOf,
  selection,
  onRetry,
}: RequestListProps) {
  if (!rows || !result.data) {
    return result.error ? <ErrorState error={result.error} onRetry={onRetry} /> : <Skeleton rows={8} />
  }
  const { pageInfo, totalCount } = result.data.appointmentRequests
  if (rows.length === 0 && !pageInfo.hasNextPage && !pageInfo.hasPreviousPage) return <NoRequests query={query} />
  const selectable = selectableOf(rows)
  return (
    <div className="request-list">
      {selection && selectable.length > 0 && <BulkBar selection={selection} rows={selectable} />}
      <ol ref={ref}>
        {rows.map((row) => (
          <RequestRow
            key={row.id}
            row={row}
            href={hrefOf(row)}
            isCurrent={row.reference === current}
            selection={selectable.length > 0 ? selection : null}
          />
        ))}
      </ol>
      <Pager ends={pageInfo} total={totalCount} hrefOf={(cursor) => listPath + query.with(cursor)} />
    </div>
  )
}

function NoRequests({ query }: { query: RequestQuery }) {
  const { empty } = useWords().requests
  if (query.isNarrowed) {
    return (
      <EmptyState icon="search" title={empty.filteredTitle}>
        <p>{empty.filteredText}</p>
      </EmptyState>
    )
  }
  const isPending = query.status === 'PENDING'
  return (
    <EmptyState icon={isPending ? 'check' : 'inbox'} title={isPending ? empty.pendingTitle : empty.title}>
      <p>{isPending ? empty.pendingText : empty.text}</p>
    </EmptyState>
  )
}

interface RequestRowProps {
  row: RequestRowFragment
  href: string
  isCurrent: boolean
  selection: Selection | null
}

function RequestRow({ row, href, isCurrent, selection }: RequestRowProps) {
  const words = useWords()
  const locale = useLocale()
  const whose = whoseRequest(row)
  return (
    <li
      className={selection ? 'request-row request-row--selectable' : 'request-row'}
      data-id={row.id}
      data-current={isCurrent || undefined}
    >
      {selection && (
        <span className="request-row__select">
          {row.status === 'PENDING' && (
            <Checkbox
              aria-label={words.triage.bulk.select(whose)}
              isSelected={selection.ids.has(row.id)}
              onChange={() => selection.toggle(row.id)}
            >
              {null}
            </Checkbox>
          )}
        </span>
      )}
      <span className="request-row__who">
        <Link className="request-row__link" href={href} aria-current={isCurrent ? 'true' : undefined}>
          {whose}
        </Link>
        {whose !== row.requester.name && <span className="request-row__person">{row.requester.name}</span>}
        <PresenceMark requestId={row.id} />
      </span>
      <span className="request-row__service">{row.service.name}</span>
      <span className="request-row__when">
        <When {...spanOf(row)} />
      </span>
      <span className="request-row__length">{formatMinutes(row.durationMinutes, locale)}</span>
      <span className="request-row__ticket">
        {row.ticket && (
          <>
            <span className="visually-hidden">{words.requests.columns.ticket} </span>
            <TicketLink ticket={row.ticket} />
          </>
        )}
      </span>
      <span className="request-row__status">
        <StatusBadge status={row.status} appointmentStatus={row.appointment?.status} />
      </span>
      <time className="request-row__age" dateTime={row.createdAt}>
        {formatAgo(row.createdAt, locale)}
      </time>
    </li>
  )
}
