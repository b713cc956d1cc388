export interface Technician {
  __typename: 'Technician'
  id: string
  name: string
  email: string
  timeZone: string
  isActive: boolean
  acceptsPreference: boolean
  maxAppointmentsPerDay: number | null
  hours: { day: string; from: string; to: string }[]
}
export interface Service {
  __typename: 'Service'
  id: string
  name: string
  description: string | null
  isBookable: boolean
  isPublic: boolean
  durationsMinutes: number[]
  rules: Record<string, number | null>
  pendingHoldsSlot: boolean
  autoApprove: boolean
  technicianIds: string[]
}
export interface Person {
  __typename: 'StaffMember' | 'Contact'
  id: string
  name: string
  email: string
  role: string
  clientId?: string
  phone?: string
  timeZone?: string
  locale?: string
}
export interface Appointment {
  __typename: 'Appointment'
  id: string
  requestId: string
  technicianId: string
  startsAt: string
  endsAt: string
  status: string
  overriddenRules: string[]
}
export interface Request {
  __typename: 'AppointmentRequest'
  id: string
  reference: string
  status: string
  version: number
  serviceId: string
  clientId: string | null
  requester: { name: string; email: string; phone: string | null; companyName: string | null }
  requestedStartsAt: string
  requestedEndsAt: string
  durationMinutes: number
  requesterTimeZone: string
  preferredTechnicianId: string | null
  description: string | null
  ticketId: string | null
  appointment: Appointment | null
  internalNotes: string | null
  declineReason: string | null
  cancellationReason: string | null
  decidedBy: Person | null
  decidedAt: string | null
  createdAt: string
  updatedAt: string
  events: Event[]
}
export interface Event {
  __typename: 'AppointmentRequestEvent'
  revision: number
  type: string
  occurredAt: string
  actor: Person | { __typename: 'Visitor'; name: string; email: string }
  changes: { field: string; from: string | null; to: string | null }[]
}
export interface Exception {
  __typename: 'AvailabilityException'
  id: string
  technicianId: string | null
  from: string
  to: string
  hours: { from: string; to: string }[]
  reason: string | null
}
