import { exceptions, organization, requests, services, technicians } from './store.ts'
import type { Request, Service, Technician } from './types.ts'

/** A rough idea of availability, good enough to work on screens with; the server is the one that knows. */
const dayNames = ['', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const ms = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds

function ranges(technician: Technician, date: Temporal.PlainDate) {
  const iso = date.toString()
  const own = exceptions.find(
    (x) => (x.technicianId === technician.id || x.technicianId === null) && x.from <= iso && iso <= x.to,
  )
  const hours = own ? own.hours : technician.hours.filter((h) => h.day === dayNames[date.dayOfWeek])
  return hours.map(({ from, to }) => {
    const at = (time: string) =>
      date.toZonedDateTime({ timeZone: technician.timeZone, plainTime: Temporal.PlainTime.from(time) })
        .epochMilliseconds
    return { from: at(from), to: at(to) }
  })
}

export function violations(technician: Technician, svc: Service, from: number, to: number, except?: string) {
  const found: { rule: string; message: string }[] = []
  const add = (rule: string) => found.push({ rule, message: rule })
  const date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(technician.timeZone).toPlainDate()
  if (!svc.technicianIds.includes(technician.id)) add('NOT_QUALIFIED')
  if (!ranges(technician, date).some((r) => r.from <= from && to <= r.to)) {
    add(
      exceptions.some((x) => x.technicianId === technician.id && x.from <= date.toString() && date.toString() <= x.to)
        ? 'TIME_OFF'
        : 'OUTSIDE_WORKING_HOURS',
    )
  }
  if (
    requests.some(
      (r) =>
        r.id !== except &&
        r.appointment?.status === 'SCHEDULED' &&
        r.appointment.technicianId === technician.id &&
        ms(r.appointment.startsAt) < to &&
        from < ms(r.appointment.endsAt),
    )
  )
    add('OVERLAP')
  return found
}

const notice = (svc: Service) => svc.rules['minimumNoticeMinutes'] ?? organization.defaults.minimumNoticeMinutes

function isHeld(svc: Service, from: number, to: number, except?: string) {
  const holds = requests.filter(
    (r) =>
      r.id !== except &&
      r.status === 'PENDING' &&
      r.serviceId === svc.id &&
      ms(r.requestedStartsAt) < to &&
      from < ms(r.requestedEndsAt),
  )
  return holds.length
}

export function slotsOn(
  svc: Service,
  date: Temporal.PlainDate,
  zone: string,
  length: number,
  technicianId?: string | null,
  except?: string,
) {
  const begin = date.toZonedDateTime(zone).epochMilliseconds
  const end = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  const slots: { startsAt: string; endsAt: string; technicians: Technician[] }[] = []
  const step = Math.min(length, svc.rules['slotStepMinutes'] ?? 30) * 60_000
  for (let at = begin; at < end; at += step) {
    if (at < Date.now() + notice(svc) * 60_000 || at > Date.now() + organization.defaults.horizonDays * 86_400_000)
      continue
    const to = at + length * 60_000
    const free = technicians.filter(
      (t) => t.isActive && (!technicianId || t.id === technicianId) && violations(t, svc, at, to, except).length === 0,
    )
    if (free.length > isHeld(svc, at, to, except))
      slots.push({ startsAt: iso(at), endsAt: iso(to), technicians: free.filter((t) => t.acceptsPreference) })
  }
  return { date: date.toString(), slots }
}

export const iso = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()

export interface SlotInput {
  serviceId: string
  from: string
  to: string
  timeZone?: string
  durationMinutes?: number
  technicianId?: string
  excludeRequestId?: string
}

export function slotDays(input: SlotInput) {
  const svc = services.find((s) => s.id === input.serviceId) as Service
  const zone = input.timeZone ?? organization.timeZone
  const length = input.durationMinutes ?? (svc.durationsMinutes[0] as number)
  const days = []
  for (
    let date = Temporal.PlainDate.from(input.from);
    Temporal.PlainDate.compare(date, input.to) <= 0;
    date = date.add({ days: 1 })
  ) {
    const day = slotsOn(svc, date, zone, length, input.technicianId, input.excludeRequestId)
    const slots = day.slots.map((s) => [s.startsAt, ...s.technicians.map((t) => t.id)].join())
    days.push({ ...day, fingerprint: [day.date, ...slots].join(' ') })
  }
  return { svc, zone, length, days }
}

/** Looks beyond the search's last date, up to the horizon. */
export function nextFree(input: SlotInput): string | null {
  const last = Temporal.Now.plainDateISO(organization.timeZone).add({ days: organization.defaults.horizonDays })
  let date = Temporal.PlainDate.from(input.from)
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = date.toString()
    if (slotDays({ ...input, from: day, to: day }).days.some(({ slots }) => slots.length > 0)) return day
  }
  return null
}

export function candidates(request: Request, startsAt?: string, length?: number) {
  const svc = services.find((s) => s.id === request.serviceId) as Service
  const from = ms(startsAt ?? request.requestedStartsAt)
  const to = from + (length ?? request.durationMinutes) * 60_000
  return svc.technicianIds
    .map((id) => technicians.find((t) => t.id === id) as Technician)
    .map((technician) => {
      const found = violations(technician, svc, from, to, request.id)
      const appointmentsThatDay = requests.filter(
        (r) =>
          r.appointment?.technicianId === technician.id && Math.abs(ms(r.appointment.startsAt) - from) < 10 * 3_600_000,
      ).length
      return { technician, violations: found, isFree: found.length === 0, appointmentsThatDay }
    })
    .sort((a, b) => Number(b.isFree) - Number(a.isFree) || a.appointmentsThatDay - b.appointmentsThatDay)
}
