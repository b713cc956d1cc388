import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useAfterRequestEvents } from '../api/events.ts'
import { type AppointmentRequestFilter, type AppointmentRequestStatus, StatusCountsDocument } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import './styles/status-tabs.css'

export type StatusTab = AppointmentRequestStatus | 'ALL'
export const statusTabs: StatusTab[] = ['ALL', 'PENDING', 'APPROVED', 'DECLINED', 'CANCELLED']

export interface StatusTabsProps {
  current: StatusTab
  /** The other filters: the numbers count what each tab would show. */
  filter: AppointmentRequestFilter
  hrefOf: (tab: StatusTab) => string
}

export function StatusTabs({ current, filter, hrefOf }: StatusTabsProps) {
  const { requests: words } = useWords()
  const [{ data }, refetch] = useQuery({ query: StatusCountsDocument, variables: { filter } })
  useAfterRequestEvents(() => refetch({ requestPolicy: 'network-only' }))
  const counts = new Map(data?.statusCounts.map(({ status, count }) => [status, count]))
  const total = data ? [...counts.values()].reduce((sum, count) => sum + count, 0) : undefined
  return (
    <nav className="status-tabs" aria-label={words.statusTabs}>
      {statusTabs.map((tab) => {
        const count = tab === 'ALL' ? total : data && (counts.get(tab) ?? 0)
        return (
          <Link key={tab} href={hrefOf(tab)} className="status-tab" aria-current={tab === current ? 'true' : undefined}>
            {tab === 'ALL' ? words.all : words.status[tab]}
            <span className="status-tab__count tabular">{count}</span>
          </Link>
        )
      })}
    </nav>
  )
}
