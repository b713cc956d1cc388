import { candidates, slotDays } from './rules.ts'
import { reference, requests, services, state } from './store.ts'
import type { Event, Person, Request, Service } from './types.ts'
import { type Context, type Args, one, requestNode } from './nodes.ts'
import { announce } from './live.ts'

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
  announce(event, r)
}

export const refuse = (code: string, field: string[] = [], found: object[] = []) => ({
  appointmentRequest: null,
  isConfirmationSent: false,
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

export const requestActs: Record<string, (args: { input: Args }, c: Context) => unknown> = {
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
    return { appointmentRequest: requestNode(r, c), isConfirmationSent: false, errors: [] }
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
}
