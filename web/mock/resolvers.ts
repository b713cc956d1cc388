import { candidates, nextFree, slotDays, violations, type SlotInput } from './rules.ts'
import {
  clients,
  exceptions,
  notifications,
  organization,
  people,
  reference,
  requests,
  services,
  state,
  technicians,
  tickets,
  type Event,
  type Person,
  type Request,
  type Service,
  type Technician,
} from './store.ts'

export interface Context {
  person: Person | null
}
type Args = Record<string, any>
const staffRoles = ['ADMIN', 'DISPATCHER', 'TECHNICIAN']
const isStaff = (c: Context) => !!c.person && staffRoles.includes(c.person.role)
const listeners = new Set<(event: Event & { request: unknown }, request: Request) => void>()

function page<T extends object>(all: T[], { first, after, last, before }: Args) {
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

const between = (from?: string, to?: string) => (x: { from: string; to: string }) =>
  (!from || x.to >= from) && (!to || x.from <= to)
const technician = (t: Technician): object => ({
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
const serviceNode = (s: Service): object => ({
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
const exceptionNode = (x: (typeof exceptions)[number]): object => ({
  ...x,
  technician: technicians.filter((t) => t.id === x.technicianId).map(technician)[0] ?? null,
})
const organizationNode = (): object => ({
  ...organization,
  services: (a: Args) => page(services.filter((s) => s.isPublic).map(serviceNode), a),
  exceptions: ({ from, to }: Args) =>
    exceptions
      .filter((x) => x.technicianId === null)
      .filter(between(from, to))
      .map(exceptionNode),
})
const booked = (from: string, to: string) =>
  requests
    .flatMap((r) => (r.appointment ? [r.appointment] : []))
    .filter((a) => a.startsAt < to && a.endsAt > from)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
const one = <T extends { id: string }>(all: T[], id: string | null | undefined) => all.find((x) => x.id === id)
const appointmentNode = (a: NonNullable<Request['appointment']>): object => ({
  ...a,
  technician: () => technician(one(technicians, a.technicianId) as Technician),
  request: (_: Args, c: Context) => requestNode(one(requests, a.requestId) as Request, c),
})
const actorNode = (p: Event['actor'] | null) => p && { ...p, technician: null }

function requestNode(r: Request, c: Context): any {
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

const startOf = (r: Request) => r.appointment?.startsAt ?? r.requestedStartsAt
function visible(c: Context, filter: Args | null | undefined, withStatus = true) {
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

const order = (all: Request[], by: Args) => {
  const key = (r: Request) =>
    by['field'] === 'STARTS_AT' ? startOf(r) : by['field'] === 'UPDATED_AT' ? r.updatedAt : r.createdAt
  return [...all].sort((a, b) => key(a).localeCompare(key(b)) * (by['direction'] === 'ASC' ? 1 : -1))
}

function record(r: Request, type: string, actor: Event['actor'], changes: Event['changes'] = []) {
  const now = Temporal.Now.instant().toString()
  r.updatedAt = now
  if (type !== 'REQUESTED') r.version++
  const event: Event = {
    __typename: 'AppointmentRequestEvent',
    revision: ++state.revision,
    type,
    occurredAt: now,
    actor,
    changes,
  }
  r.events.push(event)
  for (const listener of listeners) listener({ ...event, request: null }, r)
}

const refuse = (code: string, field: string[] = [], found: object[] = []) => ({
  appointmentRequest: null,
  errors: [{ code, message: code, field, violations: found }],
})
const who = (c: Context) => c.person as Person

function act(id: string, version: number, c: Context, run: (r: Request) => object | void) {
  const r = one(requests, id)
  if (!r) return refuse('NOT_FOUND')
  if (r.version !== version) return { ...refuse('STALE_VERSION'), appointmentRequest: requestNode(r, c) }
  return run(r) ?? { appointmentRequest: requestNode(r, c), errors: [] }
}

function book(r: Request, i: Args) {
  const startsAt = i['startsAt'] ?? r.appointment?.startsAt ?? r.requestedStartsAt
  const length = i['durationMinutes'] ?? r.durationMinutes
  const technicianId = i['technicianId'] ?? r.appointment?.technicianId
  const found = candidates(r, startsAt, length).find((x) => x.technician.id === technicianId)?.violations ?? []
  const standing = found.filter((v) => !(i['override'] ?? []).includes(v.rule))
  if (standing.length)
    return refuse(standing.some((v) => v.rule === 'OVERLAP') ? 'SLOT_TAKEN' : 'RULES_VIOLATED', [], standing)
  const endsAt = Temporal.Instant.from(startsAt).add({ minutes: length }).toString()
  r.appointment = {
    __typename: 'Appointment',
    id: r.appointment?.id ?? `A${state.nextId++}`,
    requestId: r.id,
    technicianId,
    startsAt: Temporal.Instant.from(startsAt).toString(),
    endsAt,
    status: 'SCHEDULED',
    overriddenRules: i['override'] ?? [],
  }
  r.durationMinutes = length
  return undefined
}

const Query: Record<string, (args: Args, c: Context) => unknown> = {
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

const pending = () => ({ count: requests.filter((r) => r.status === 'PENDING').length, revision: state.revision })

const Mutation: Record<string, (args: { input: Args }, c: Context) => unknown> = {
  signIn: ({ input }) => {
    const person = people.find((p) => p.email === input['email'])
    return person && input['password'] === 'slotline-demo-1'
      ? { token: person.id, expiresAt: null, viewer: null, errors: [] }
      : { token: null, ...refuse('INVALID_CREDENTIALS') }
  },
  signOut: () => ({ errors: [] }),
  requestAppointment: ({ input: i }, c) => {
    const svc = one(services, i['serviceId']) as Service
    const length = i['durationMinutes'] ?? svc.durationsMinutes[0]
    const start = Temporal.Instant.from(i['startsAt'])
    const day = slotDays({
      serviceId: svc.id,
      from: start.toZonedDateTimeISO(i['timeZone']).toPlainDate().toString(),
      to: start.toZonedDateTimeISO(i['timeZone']).toPlainDate().toString(),
      timeZone: i['timeZone'],
      durationMinutes: length,
    })
    if (!day.days[0]?.slots.some((s) => s.startsAt === start.toString()))
      return refuse('SLOT_UNAVAILABLE', ['startsAt'], [{ rule: 'HELD', message: 'HELD' }])
    const now = Temporal.Now.instant().toString()
    const v = i['visitor']
    const n = state.nextId++
    const r: Request = {
      __typename: 'AppointmentRequest',
      id: `R${n}`,
      reference: reference(n),
      status: 'PENDING',
      version: 1,
      serviceId: svc.id,
      clientId: c.person?.clientId ?? null,
      requester: v
        ? { phone: null, companyName: null, ...v }
        : { name: who(c).name, email: who(c).email, phone: who(c).phone ?? null, companyName: null },
      requestedStartsAt: start.toString(),
      requestedEndsAt: start.add({ minutes: length }).toString(),
      durationMinutes: length,
      requesterTimeZone: i['timeZone'],
      preferredTechnicianId: i['preferredTechnicianId'] ?? null,
      description: i['description'] ?? null,
      ticketId: i['ticketId'] ?? null,
      appointment: null,
      internalNotes: null,
      declineReason: null,
      cancellationReason: null,
      decidedBy: null,
      decidedAt: null,
      createdAt: now,
      updatedAt: now,
      events: [],
    }
    requests.push(r)
    record(r, 'REQUESTED', c.person ?? { __typename: 'Visitor', name: v.name, email: v.email })
    return { appointmentRequest: requestNode(r, c), errors: [] }
  },
  approveAppointmentRequest: ({ input: i }, c) =>
    act(i['id'], i['expectedVersion'], c, (r) => {
      const refused = book(r, i)
      if (refused) return refused
      Object.assign(r, {
        status: 'APPROVED',
        internalNotes: i['internalNotes'] ?? r.internalNotes,
        ticketId: i['ticketId'] ?? r.ticketId,
        decidedBy: who(c),
        decidedAt: Temporal.Now.instant().toString(),
      })
      return record(r, 'APPROVED', who(c))
    }),
  declineAppointmentRequest: ({ input: i }, c) =>
    act(i['id'], i['expectedVersion'], c, (r) => {
      Object.assign(r, {
        status: 'DECLINED',
        declineReason: i['reason'] ?? null,
        decidedBy: who(c),
        decidedAt: Temporal.Now.instant().toString(),
      })
      return record(r, 'DECLINED', who(c))
    }),
  cancelAppointmentRequest: ({ input: i }, c) =>
    act(i['id'], i['expectedVersion'], c, (r) => {
      Object.assign(r, { status: 'CANCELLED', cancellationReason: i['reason'] ?? null })
      if (r.appointment) r.appointment.status = 'CANCELLED'
      return record(r, 'CANCELLED', who(c))
    }),
  updateAppointmentRequest: ({ input: i }, c) =>
    act(i['id'], i['expectedVersion'], c, (r) => {
      if (i['startsAt'])
        Object.assign(r, {
          requestedStartsAt: i['startsAt'],
          requestedEndsAt: Temporal.Instant.from(i['startsAt'])
            .add({ minutes: i['durationMinutes'] ?? r.durationMinutes })
            .toString(),
        })
      for (const key of ['description', 'preferredTechnicianId', 'serviceId', 'durationMinutes', 'ticketId'] as const)
        if (i[key] !== undefined) Object.assign(r, { [key]: i[key] })
      return record(r, 'EDITED', who(c))
    }),
  rescheduleAppointment: ({ input: i }, c) =>
    act(i['requestId'], i['expectedVersion'], c, (r) => book(r, i) ?? record(r, 'RESCHEDULED', who(c))),
  linkTicket: ({ input: i }, c) =>
    act(i['requestId'], i['expectedVersion'], c, (r) => {
      r.ticketId = i['ticketId'] ?? null
      return record(r, 'TICKET_LINKED', who(c))
    }),
  updateInternalNotes: ({ input: i }, c) =>
    act(i['requestId'], i['expectedVersion'], c, (r) => {
      r.internalNotes = i['internalNotes'] ?? null
      return record(r, 'NOTED', who(c))
    }),
  closeAppointment: ({ input: i }, c) =>
    act(i['requestId'], i['expectedVersion'], c, (r) => {
      if (r.appointment) r.appointment.status = i['outcome']
      return record(r, i['outcome'], who(c))
    }),
  markNotificationsRead: ({ input: i }, c) => {
    for (const n of notifications)
      if (n.for === c.person?.id && (!i['ids'] || i['ids'].includes(n.id)))
        n.readAt ??= Temporal.Now.instant().toString()
    return {
      unreadNotificationCount: notifications.filter((n) => n.for === c.person?.id && !n.readAt).length,
      errors: [],
    }
  },
  updateService: ({ input: { id, rules, ...i } }) => {
    const s = one(services, id) as Service
    Object.assign(s, i)
    if (rules) s.rules = { ...s.rules, ...rules }
    return { service: serviceNode(s), errors: [] }
  },
  createService: ({ input: i }) => {
    const s = {
      __typename: 'Service',
      id: `S${state.nextId++}`,
      description: null,
      rules: {},
      technicianIds: [],
      ...i,
    } as never
    services.push(s)
    return { service: serviceNode(s), errors: [] }
  },
  updateTechnician: ({ input: { id, serviceIds, ...i } }) => {
    const t = one(technicians, id) as Technician
    Object.assign(t, i)
    if (serviceIds)
      for (const s of services)
        s.technicianIds = [...s.technicianIds.filter((x) => x !== id), ...(serviceIds.includes(s.id) ? [id] : [])]
    return { technician: technician(t), errors: [] }
  },
  createTechnician: ({ input: i }) => {
    const t = {
      __typename: 'Technician',
      id: `T${state.nextId++}`,
      isActive: true,
      timeZone: organization.timeZone,
      maxAppointmentsPerDay: null,
      hours: i['weeklyHours'] ?? [],
      ...i,
    } as never
    technicians.push(t)
    return { technician: technician(t), errors: [] }
  },
  setWeeklyHours: ({ input: i }) => {
    const t = one(technicians, i['technicianId']) as Technician
    t.hours = i['weeklyHours']
    return { technician: technician(t), errors: [] }
  },
  createAvailabilityException: ({ input: i }) => {
    const x = {
      __typename: 'AvailabilityException' as const,
      id: `X${state.nextId++}`,
      technicianId: i['technicianId'] ?? null,
      from: i['from'],
      to: i['to'] ?? i['from'],
      hours: i['hours'] ?? [],
      reason: i['reason'] ?? null,
    }
    exceptions.push(x)
    return { availabilityException: exceptionNode(x), errors: [] }
  },
  deleteAvailabilityException: ({ input: i }) => {
    exceptions.splice(
      exceptions.findIndex((x) => x.id === i['id']),
      1,
    )
    return { errors: [] }
  },
  updateOrganization: ({ input: { defaults, ...i } }) => {
    Object.assign(organization, i)
    Object.assign(organization.defaults, defaults ?? {})
    return { organization: organizationNode(), errors: [] }
  },
}

async function* stream<T>(
  first: T[],
  pick: (event: Event, r: Request) => T | undefined,
  onEnd: AbortSignal | undefined,
) {
  yield* first
  const queue: T[] = []
  let wake = () => {}
  const listener = (event: Event, r: Request) => {
    const value = pick(event, r)
    if (value !== undefined) {
      queue.push(value)
      wake()
    }
  }
  listeners.add(listener)
  try {
    while (!onEnd?.aborted) {
      while (queue.length) yield queue.shift() as T
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    listeners.delete(listener)
  }
}

const Subscription: Record<string, (args: Args, c: Context) => AsyncGenerator<unknown>> = {
  pendingCount: () => stream([{ pendingCount: pending() }], () => ({ pendingCount: pending() }), undefined),
  appointmentRequestChanged: (_, c) =>
    stream(
      [],
      (event, r) =>
        visible(c, null).includes(r)
          ? { appointmentRequestChanged: { ...event, actor: actorNode(event.actor), request: requestNode(r, c) } }
          : undefined,
      undefined,
    ),
  notificationReceived: () => stream([], () => undefined, undefined),
  slotsChanged: ({ input }) =>
    stream(
      [],
      (_, r) => {
        const date = Temporal.Instant.from(r.requestedStartsAt)
          .toZonedDateTimeISO(input.timeZone)
          .toPlainDate()
          .toString()
        const { days } = slotDays({ ...(input as SlotInput), from: date, to: date })
        return (
          days[0] && {
            slotsChanged: {
              ...days[0],
              slots: days[0].slots.map((s) => ({ ...s, technicians: s.technicians.map(technician) })),
            },
          }
        )
      },
      undefined,
    ),
}

export const root = { Query, Mutation, Subscription }
export const personOf = (authorization: string | undefined | null): Person | null =>
  one(people, authorization?.replace('Bearer ', '')) ?? null
