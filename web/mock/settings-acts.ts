import { exceptions, organization, savedReplies, services, state, technicians } from './store.ts'
import type { Service, Technician } from './types.ts'
import { type Args, type Context, technician, serviceNode, exceptionNode, organizationNode, one } from './nodes.ts'

export const settingsActs: Record<string, (args: { input: Args }, c: Context) => unknown> = {
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
  setSavedReplies: ({ input: { replies } }) => {
    savedReplies.all = replies
    return { savedReplies: replies, errors: [] }
  },
  updateOrganization: ({ input: { defaults, ...i } }) => {
    Object.assign(organization, i)
    Object.assign(organization.defaults, defaults ?? {})
    return { organization: organizationNode(), errors: [] }
  },
}
