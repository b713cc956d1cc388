import { nextFree, slotDays, violations, type SlotInput } from './rules.ts'
import {
  clients,
  notifications,
  organization,
  requests,
  savedReplies,
  services,
  state,
  technicians,
  tickets,
} from './store.ts'
import type { Person, Request, Service } from './types.ts'
import { pending } from './live.ts'
import {
  type Context,
  type Args,
  isStaff,
  page,
  technician,
  serviceNode,
  organizationNode,
  booked,
  one,
  appointmentNode,
  actorNode,
  requestNode,
  visible,
  order,
} from './nodes.ts'

export const queries: Record<string, (args: Args, c: Context) => unknown> = {
  viewer: (_, c) =>
    c.person &&
    ({
      actor: actorNode({
        phone: null,
        timeZone: null,
        locale: 'en',
        client: one(clients, c.person.clientId),
        ...c.person,
      } as Person),
      role: c.person.role,
      organization: organizationNode(),
      permissions: [],
      unreadNotificationCount: notifications.filter((n) => n.for === c.person?.id && !n.readAt).length,
    } as never),
  organization: ({ slug }) => (!slug || slug === organization.slug ? organizationNode() : null),
  services: (a, c) => page(services.filter((s) => isStaff(c) || s.isBookable).map(serviceNode), a),
  technicians: (a) => page(technicians.filter((t) => t.isActive || !a['activeOnly']).map(technician), a),
  node: ({ id }) => technicians.filter((t) => t.id === id).map(technician)[0] ?? null,
  slots: ({ input }) => {
    const { svc, zone, length, days } = slotDays(input as SlotInput)
    return {
      service: serviceNode(svc),
      durationMinutes: length,
      timeZone: zone,
      days: days.map((d) => ({
        ...d,
        slots: d.slots.map((s) => ({ ...s, technicians: s.technicians.map(technician) })),
      })),
      nextAvailableDate: nextFree(input as SlotInput),
      revision: state.revision,
    }
  },
  explainSlot: ({ input }) => {
    const svc = one(services, input.serviceId) as Service
    const from = Date.parse(input.startsAt)
    const to = from + (input.durationMinutes ?? svc.durationsMinutes[0] ?? 30) * 60_000
    const lines = technicians
      .map((t) => ({ technician: technician(t), violations: violations(t, svc, from, to) }))
      .map((l) => ({ ...l, isFree: l.violations.length === 0 }))
    return { isOffered: lines.some((l) => l.isFree), technicians: lines }
  },
  appointmentRequests: (a, c) =>
    page(
      order(visible(c, a['filter']), a['orderBy'] ?? {}).map((r) => requestNode(r, c)),
      a,
    ),
  appointmentRequest: ({ id, reference }, c) =>
    visible(c, null)
      .filter((r) => r.id === id || r.reference === reference)
      .map((r) => requestNode(r, c))[0] ?? null,
  pendingCount: () => pending(),
  savedReplies: () => savedReplies.all,
  statusCounts: ({ filter }, c) =>
    ['PENDING', 'APPROVED', 'DECLINED', 'CANCELLED'].map((status) => ({
      status,
      count: visible(c, filter, false).filter((r) => r.status === status).length,
    })),
  appointments: ({ filter, ...a }) =>
    page(
      booked(filter.from, filter.to)
        .filter((x) => !filter.status || filter.status.includes(x.status))
        .map(appointmentNode),
      a,
    ),
  tickets: ({ search, clientId, ...a }) =>
    page(
      tickets.filter(
        (t) =>
          (!clientId || t.clientId === clientId) &&
          (!search || `${t.number} ${t.title}`.toLowerCase().includes(search.toLowerCase())),
      ),
      a,
    ),
  clients: (a) => page(clients, a),
  notifications: (a, c) =>
    page(
      notifications
        .filter((n) => n.for === c.person?.id && (!a['unreadOnly'] || !n.readAt))
        .map((n) => ({ ...n, request: requestNode(one(requests, n.requestId) as Request, c) })),
      a,
    ),
}
