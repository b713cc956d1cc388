import { candidates } from './rules.ts'
import { clients, exceptions, organization, requests, services, technicians, tickets } from './store.ts'
import type { Event, Person, Request, Service, Technician } from './types.ts'

export interface Context {
  person: Person | null
}
export type Args = Record<string, any>
export const staffRoles = ['ADMIN', 'DISPATCHER', 'TECHNICIAN']
export const isStaff = (c: Context) => !!c.person && staffRoles.includes(c.person.role)

export function page<T extends object>(all: T[], { first, after, last, before }: Args) {
  const from = after ? Number(after) + 1 : before ? Math.max(0, Number(before) - (last ?? 25)) : 0
  const to = before ? Number(before) : Math.min(all.length, from + (first ?? 25))
  const nodes = all.slice(from, to)
  const edges = nodes.map((node, n) => ({ node, cursor: String(from + n) }))
  return {
    nodes,
    edges,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: to < all.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

export const between = (from?: string, to?: string) => (x: { from: string; to: string }) =>
  (!from || x.to >= from) && (!to || x.from <= to)
export const technician = (t: Technician): object => ({
  ...t,
  weeklyHours: () => t.hours,
  services: () => services.filter((s) => s.technicianIds.includes(t.id)).map(serviceNode),
  exceptions: ({ from, to }: Args) =>
    exceptions
      .filter((x) => x.technicianId === t.id)
      .filter(between(from, to))
      .map(exceptionNode),
  appointments: ({ from, to }: Args) =>
    booked(from, to)
      .filter((a) => a.technicianId === t.id)
      .map(appointmentNode),
})
export const serviceNode = (s: Service): object => ({
  ...s,
  rules: {
    slotStepMinutes: null,
    bufferBeforeMinutes: null,
    bufferAfterMinutes: null,
    minimumNoticeMinutes: null,
    horizonDays: null,
    maxPerDay: null,
    cancellationCutoffMinutes: null,
    ...s.rules,
  },
  effectiveRules: {
    ...organization.defaults,
    ...Object.fromEntries(Object.entries(s.rules).filter(([, v]) => v !== null)),
  },
  technicians: () => technicians.filter((t) => s.technicianIds.includes(t.id)).map(technician),
})
export const exceptionNode = (x: (typeof exceptions)[number]): object => ({
  ...x,
  technician: technicians.filter((t) => t.id === x.technicianId).map(technician)[0] ?? null,
})
export const organizationNode = (): object => ({
  ...organization,
  services: (a: Args) => page(services.filter((s) => s.isPublic).map(serviceNode), a),
  exceptions: ({ from, to }: Args) =>
    exceptions
      .filter((x) => x.technicianId === null)
      .filter(between(from, to))
      .map(exceptionNode),
})
export const booked = (from: string, to: string) =>
  requests
    .flatMap((r) => (r.appointment ? [r.appointment] : []))
    .filter((a) => a.startsAt < to && a.endsAt > from)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
export const one = <T extends { id: string }>(all: T[], id: string | null | undefined) => all.find((x) => x.id === id)
export const appointmentNode = (a: NonNullable<Request['appointment']>): object => ({
  ...a,
  technician: () => technician(one(technicians, a.technicianId) as Technician),
  request: (_: Args, c: Context) => requestNode(one(requests, a.requestId) as Request, c),
})
export const actorNode = (p: Event['actor'] | null) => p && { ...p, technician: null }

export function requestNode(r: Request, c: Context): any {
  const staff = isStaff(c)
  const open = r.status === 'PENDING'
  const live = r.status === 'APPROVED' && r.appointment?.status === 'SCHEDULED'
  const decides = c.person?.role === 'ADMIN' || c.person?.role === 'DISPATCHER'
  const actions = [
    ...(open && !staff ? ['UPDATE'] : []),
    ...(open && decides ? ['APPROVE', 'DECLINE'] : []),
    ...(open || live ? ['CANCEL'] : []),
    ...(live && decides ? ['RESCHEDULE'] : []),
    ...(live && decides && Date.parse(r.appointment!.startsAt) < Date.now() ? ['CLOSE'] : []),
    ...(decides ? ['LINK_TICKET', 'EDIT_NOTES'] : []),
  ]
  return {
    ...r,
    service: serviceNode(one(services, r.serviceId) as Service),
    client: one(clients, r.clientId) ?? null,
    contact: null,
    preferredTechnician: technicians.filter((t) => t.id === r.preferredTechnicianId).map(technician)[0] ?? null,
    ticket: one(tickets, r.ticketId) ?? null,
    appointment: r.appointment && appointmentNode(r.appointment),
    decidedBy: actorNode(r.decidedBy),
    internalNotes: staff ? r.internalNotes : null,
    allowedActions: actions,
    history: (a: Args) =>
      page(
        r.events.map((e) => ({ ...e, actor: actorNode(e.actor) })),
        a,
      ),
    candidates: (a: Args) =>
      candidates(r, a['startsAt'], a['durationMinutes']).map((x) => ({ ...x, technician: technician(x.technician) })),
    competing: () =>
      requests
        .filter(
          (o) =>
            o.id !== r.id &&
            o.status === 'PENDING' &&
            o.requestedStartsAt < r.requestedEndsAt &&
            r.requestedStartsAt < o.requestedEndsAt,
        )
        .map((o) => requestNode(o, c)),
  }
}

export const startOf = (r: Request) => r.appointment?.startsAt ?? r.requestedStartsAt
export function visible(c: Context, filter: Args | null | undefined, withStatus = true) {
  const f = filter ?? {}
  const words = String(f['search'] ?? '').toLowerCase()
  return requests.filter(
    (r) =>
      (isStaff(c) ||
        (c.person?.clientId === r.clientId &&
          (c.person?.role === 'CLIENT_ADMIN' || r.requester.email === c.person?.email))) &&
      (!withStatus || !f['status'] || f['status'].includes(r.status)) &&
      (!f['serviceId'] || r.serviceId === f['serviceId']) &&
      (!f['technicianId'] || (r.appointment?.technicianId ?? r.preferredTechnicianId) === f['technicianId']) &&
      (!f['startsFrom'] || startOf(r) >= f['startsFrom']) &&
      (!f['startsBefore'] || startOf(r) < f['startsBefore']) &&
      (!words ||
        [r.reference, r.requester.name, one(clients, r.clientId)?.name, one(services, r.serviceId)?.name, r.description]
          .join(' ')
          .toLowerCase()
          .includes(words)),
  )
}

export const order = (all: Request[], by: Args) => {
  const key = (r: Request) =>
    by['field'] === 'STARTS_AT' ? startOf(r) : by['field'] === 'UPDATED_AT' ? r.updatedAt : r.createdAt
  return [...all].sort((a, b) => key(a).localeCompare(key(b)) * (by['direction'] === 'ASC' ? 1 : -1))
}
