import 'temporal-polyfill/global'
import type { Exception, Person, Request, Service, Technician } from './types.ts'

/** Plain data of a small firm, made anew at each start, relative to today. */
export const zone = 'America/New_York'
const names = ['Ana Silva', 'Ben Okafor', 'Chloé Martin', 'Dev Patel', 'Elif Yılmaz', 'Frank Weber']
const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']

export const technicians: Technician[] = names.map((name, n) => ({
  __typename: 'Technician',
  id: `T${n}`,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@demo.test`,
  timeZone: n < 4 ? zone : 'America/Chicago',
  isActive: true,
  acceptsPreference: n !== 3,
  maxAppointmentsPerDay: n === 1 ? 4 : null,
  hours: days.flatMap((day) =>
    n === 2
      ? [
          { day, from: '08:00', to: '12:00' },
          { day, from: '13:00', to: '18:00' },
        ]
      : [{ day, from: '09:00', to: '17:00' }],
  ),
}))

const service = (
  id: string,
  name: string,
  description: string,
  durations: number[],
  more: Partial<Service> = {},
): Service => ({
  __typename: 'Service',
  id,
  name,
  description,
  isBookable: true,
  isPublic: false,
  durationsMinutes: durations,
  rules: {},
  pendingHoldsSlot: true,
  autoApprove: false,
  technicianIds: technicians.map((t) => t.id),
  ...more,
})
export const services: Service[] = [
  service('S0', 'On-site visit', 'A technician comes to your office.', [60, 120], {
    rules: { bufferAfterMinutes: 30 },
  }),
  service('S1', 'Remote support', 'We look at your screen together.', [30, 60], { isPublic: true }),
  service('S2', 'Quick question by phone', 'Fifteen minutes with an expert.', [15], {
    autoApprove: true,
    technicianIds: ['T0', 'T1', 'T4'],
  }),
  service('S3', 'Network survey', 'We measure and document your network.', [240], {
    technicianIds: ['T2', 'T3'],
    rules: { minimumNoticeMinutes: 2880 },
  }),
]
export const clients = ['Northwind Traders', 'Blue Yonder Airlines', 'Harbor & Pine Architects'].map((name, n) => ({
  __typename: 'Client',
  id: `C${n}`,
  name,
}))
export const people: Person[] = [
  { __typename: 'StaffMember', id: 'P0', name: 'Alex Admin', email: 'admin@demo.test', role: 'ADMIN' },
  { __typename: 'StaffMember', id: 'P1', name: 'Dana Dispatcher', email: 'dispatcher@demo.test', role: 'DISPATCHER' },
  { __typename: 'StaffMember', id: 'P2', name: 'Ana Silva', email: 'technician@demo.test', role: 'TECHNICIAN' },
  {
    __typename: 'Contact',
    id: 'P3',
    name: 'Carla Client',
    email: 'client@demo.test',
    role: 'CLIENT_MEMBER',
    clientId: 'C0',
    phone: '+1 212 555 0101',
    timeZone: 'America/Los_Angeles',
    locale: 'en',
  },
  {
    __typename: 'Contact',
    id: 'P4',
    name: 'Chris Clientadmin',
    email: 'clientadmin@demo.test',
    role: 'CLIENT_ADMIN',
    clientId: 'C0',
    locale: 'en',
  },
  {
    __typename: 'Contact',
    id: 'P5',
    name: 'Olga Other',
    email: 'other@demo.test',
    role: 'CLIENT_MEMBER',
    clientId: 'C1',
    locale: 'de',
  },
]
export const tickets = [
  'Printer on floor 3 offline',
  'New laptops for the design team',
  'VPN drops every hour',
  'Move the server room',
].map((title, n) => ({
  __typename: 'Ticket',
  id: `K${n}`,
  number: `#${1041 + n}`,
  title,
  url: `https://help.example.test/tickets/${1041 + n}`,
  isOpen: n !== 3,
  clientId: `C${n % 3}`,
}))
export const organization = {
  __typename: 'Organization',
  id: 'O0',
  name: 'Demo IT Services',
  slug: 'demo',
  timeZone: zone,
  publicBookingEnabled: true,
  defaults: {
    slotStepMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 120,
    horizonDays: 60,
    maxPerDay: null as number | null,
    cancellationCutoffMinutes: 1440,
  },
}
const inDays = (n: number) => Temporal.Now.plainDateISO(zone).add({ days: n }).toString()
export const exceptions: Exception[] = [
  {
    __typename: 'AvailabilityException',
    id: 'X0',
    technicianId: 'T1',
    from: inDays(2),
    to: inDays(4),
    hours: [],
    reason: 'Vacation',
  },
  {
    __typename: 'AvailabilityException',
    id: 'X1',
    technicianId: null,
    from: inDays(12),
    to: inDays(12),
    hours: [],
    reason: 'Company day',
  },
  {
    __typename: 'AvailabilityException',
    id: 'X2',
    technicianId: 'T0',
    from: inDays(1),
    to: inDays(1),
    hours: [{ from: '12:00', to: '20:00' }],
    reason: 'Late shift',
  },
]
export const savedReplies = {
  all: [{ title: 'No van', text: 'Our vans are all out that day. Please choose another.' }],
}
export const requests: Request[] = []
export const notifications: {
  __typename: 'Notification'
  id: string
  kind: string
  title: string
  body: string
  requestId: string
  createdAt: string
  readAt: string | null
  for: string
}[] = []
export const state = { revision: 0, nextId: 1 }

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export function reference(n: number) {
  let x = (n * 2654435761) >>> 0
  const part = () =>
    Array.from({ length: 4 }, () => {
      x = (x * 1103515245 + 12345) >>> 0
      return letters[(x >>> 16) % letters.length]
    }).join('')
  return `AR-${part()}-${part()}`
}

const texts = [
  'The printer on the third floor only prints half pages since Monday.',
  'Two new colleagues start next week and need accounts and laptops.',
  null,
  'Video calls freeze every afternoon. We already replaced the cable, and the problem moved to the other meeting room.',
]

function seedRequest(n: number) {
  const svc = services[n % 4] as Service
  const client = n % 5 === 4 ? null : clients[n % 3]
  const person = people[client?.id === 'C0' ? 3 + (n % 2) : 5] as Person
  const dayOffset = (n % 17) - 5
  const length = svc.durationsMinutes[n % svc.durationsMinutes.length] as number
  let date = Temporal.Now.plainDateISO(zone).add({ days: dayOffset })
  if (date.dayOfWeek > 5) date = date.add({ days: 8 - date.dayOfWeek })
  const start = date
    .toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour: 9 + ((n * 3) % 8), minute: (n % 2) * 30 }),
    })
    .toInstant()
  const isPast = Temporal.Instant.compare(start, Temporal.Now.instant()) < 0
  const status = n % 7 === 5 ? 'DECLINED' : n % 7 === 6 ? 'CANCELLED' : isPast || n % 3 === 0 ? 'APPROVED' : 'PENDING'
  const created = Temporal.Now.instant()
    .subtract({ minutes: 37 + n * 211 })
    .toString()
  const end = start.add({ minutes: length }).toString()
  const requester = client
    ? { name: person.name, email: person.email, phone: person.phone ?? null, companyName: client.name }
    : { name: 'Vera Visitor', email: 'vera@example.test', phone: '+44 20 7946 0000', companyName: null }
  const technicianId = svc.technicianIds[n % svc.technicianIds.length] as string
  const request: Request = {
    __typename: 'AppointmentRequest',
    id: `R${n}`,
    reference: reference(n + 1),
    status,
    version: status === 'PENDING' ? 1 : 2,
    serviceId: svc.id,
    clientId: client?.id ?? null,
    requester,
    requestedStartsAt: start.toString(),
    requestedEndsAt: end,
    durationMinutes: length,
    requesterTimeZone: n % 4 === 1 ? 'America/Los_Angeles' : zone,
    preferredTechnicianId: n % 3 === 1 ? technicianId : null,
    description: texts[n % 4] ?? null,
    ticketId: n % 3 === 0 ? `K${n % 4}` : null,
    appointment:
      status === 'APPROVED'
        ? {
            __typename: 'Appointment',
            id: `A${n}`,
            requestId: `R${n}`,
            technicianId,
            startsAt: start.toString(),
            endsAt: end,
            status: isPast ? 'COMPLETED' : 'SCHEDULED',
            overriddenRules: [],
          }
        : null,
    internalNotes: n % 6 === 0 ? 'Bring the long ladder.' : null,
    declineReason: status === 'DECLINED' ? 'We do not service this model.' : null,
    cancellationReason: null,
    decidedBy: ['APPROVED', 'DECLINED'].includes(status) ? (people[1] as Person) : null,
    decidedAt: ['APPROVED', 'DECLINED'].includes(status) ? created : null,
    createdAt: created,
    updatedAt: created,
    events: [],
  }
  const actor = client ? person : { __typename: 'Visitor' as const, name: requester.name, email: requester.email }
  request.events.push({
    __typename: 'AppointmentRequestEvent',
    revision: ++state.revision,
    type: 'REQUESTED',
    occurredAt: created,
    actor,
    changes: [],
  })
  if (status !== 'PENDING')
    request.events.push({
      __typename: 'AppointmentRequestEvent',
      revision: ++state.revision,
      type: status,
      occurredAt: created,
      actor: people[1] as Person,
      changes: [],
    })
  requests.push(request)
}

for (let n = 0; n < 90; n++) seedRequest(n)
state.nextId = 1000
for (const [n, request] of requests
  .filter((r) => r.status !== 'CANCELLED')
  .slice(0, 6)
  .entries()) {
  notifications.push({
    __typename: 'Notification',
    id: `N${n}`,
    kind: n % 2 ? 'REQUEST_APPROVED' : 'REQUEST_RECEIVED',
    title: n % 2 ? 'Your appointment is confirmed' : 'New appointment request',
    body: `${request.reference} · ${request.requester.name}`,
    requestId: request.id,
    createdAt: request.createdAt,
    readAt: n > 2 ? request.createdAt : null,
    for: n % 2 ? 'P3' : 'P0',
  })
}
