import type { AppointmentRequestFilter, AppointmentRequestOrder, RequestListQueryVariables } from '../gql/requests.ts'
import { type StatusTab, statusTabs } from './status-tabs.tsx'

export const pageSize = 50

export type Sort = 'newest' | 'oldest' | 'soonest' | 'latest' | 'changed'

const orders: Record<Sort, AppointmentRequestOrder> = {
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  oldest: { field: 'CREATED_AT', direction: 'ASC' },
  soonest: { field: 'STARTS_AT', direction: 'ASC' },
  latest: { field: 'STARTS_AT', direction: 'DESC' },
  changed: { field: 'UPDATED_AT', direction: 'DESC' },
}

export const sorts = Object.keys(orders) as Sort[]

/** What the address says to show: the filter, the order and the page; a copied address shows the same. */
export class RequestQuery {
  private readonly search: URLSearchParams
  private readonly usual: StatusTab

  constructor(search: URLSearchParams, usual: StatusTab) {
    this.search = search
    this.usual = usual
  }

  get status(): StatusTab {
    const asked = this.search.get('status')?.toUpperCase()
    return statusTabs.find((tab) => tab === asked) ?? this.usual
  }

  get sort(): Sort {
    const asked = this.search.get('sort')
    return sorts.find((sort) => sort === asked) ?? 'newest'
  }

  get words(): string {
    return this.search.get('q') ?? ''
  }

  get serviceId(): string | null {
    return this.search.get('service')
  }

  get technicianId(): string | null {
    return this.search.get('technician')
  }

  /** Whether anything but the status narrows the list. */
  get isNarrowed(): boolean {
    return Boolean(this.words || this.serviceId || this.technicianId)
  }

  /** Without the status, for counting. */
  get countFilter(): AppointmentRequestFilter {
    return {
      ...(this.words ? { search: this.words } : {}),
      ...(this.serviceId ? { serviceId: this.serviceId } : {}),
      ...(this.technicianId ? { technicianId: this.technicianId } : {}),
    }
  }

  get filter(): AppointmentRequestFilter {
    return this.status === 'ALL' ? this.countFilter : { ...this.countFilter, status: [this.status] }
  }

  get variables(): RequestListQueryVariables {
    const common = { filter: this.filter, orderBy: orders[this.sort] }
    const before = this.search.get('before')
    if (before) return { ...common, last: pageSize, before }
    return { ...common, first: pageSize, after: this.search.get('after') }
  }

  /** The query string with some of it changed; a change of what is listed starts again at the first page. */
  with(changes: Record<string, string | null>): string {
    const next = new URLSearchParams(this.search)
    next.delete('after')
    next.delete('before')
    next.delete('act')
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name)
      else next.set(name, value)
    }
    const text = next.toString()
    return text ? `?${text}` : ''
  }

  /** The same list on the same page, for moving between its requests. */
  same(act: string | null = null): string {
    const next = new URLSearchParams(this.search)
    next.delete('act')
    if (act) next.set('act', act)
    const text = next.toString()
    return text ? `?${text}` : ''
  }

  withStatus(tab: StatusTab): string {
    return this.with({ status: tab === this.usual ? null : tab.toLowerCase() })
  }
}
