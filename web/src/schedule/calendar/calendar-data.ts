import { useQuery } from 'urql'
import { useAfterRequestEvents } from '../../api/events.ts'
import { useAllPages } from '../../api/pages.ts'
import {
  type AppointmentFilter,
  type CalendarEntryFragment,
  CalendarEntriesDocument,
  type CalendarEntriesQuery,
  CalendarPeopleDocument,
  type CalendarPeopleQuery,
  CalendarWaitingDocument,
  type CalendarWaitingQuery,
} from '../../gql/schedule.ts'
import { addDays, startOfDay } from '../../time/walltime.ts'

export type Person = CalendarPeopleQuery['technicians']['nodes'][number]
export type Entry = CalendarEntryFragment
export type Waiting = CalendarWaitingQuery['appointmentRequests']['nodes'][number] & {
  startsAt: string
  endsAt: string
}
export type Exceptions = Person['exceptions']

const entriesOf = (data: CalendarEntriesQuery) => data.appointments
const peopleOf = (data: CalendarPeopleQuery) => data.technicians

export function useCalendar(firstDate: string, days: number, zone: string, technicianId: string | null) {
  const from = startOfDay(firstDate, zone)
  const to = startOfDay(addDays(firstDate, days), zone)
  const filter: AppointmentFilter = {
    from,
    to,
    status: ['SCHEDULED', 'COMPLETED', 'NO_SHOW'],
    ...(technicianId ? { technicianIds: [technicianId] } : {}),
  }
  const entries = useAllPages(CalendarEntriesDocument, { filter }, entriesOf)
  // A zone may be a day ahead or behind ours, so that its dates reach one further on either side.
  const dates = { fromDate: addDays(firstDate, -2), toDate: addDays(firstDate, days + 1) }
  const people = useAllPages(CalendarPeopleDocument, dates, peopleOf)
  const [waiting, askWaiting] = useQuery({
    query: CalendarWaitingDocument,
    variables: {
      filter: { status: ['PENDING'], startsFrom: from, startsBefore: to, ...(technicianId ? { technicianId } : {}) },
    },
  })
  useAfterRequestEvents(() => {
    entries.reload()
    askWaiting({ requestPolicy: 'network-only' })
  }, 300)
  return {
    from,
    to,
    people: people.nodes?.filter((person) => !technicianId || person.id === technicianId) ?? null,
    everyone: people.nodes ?? [],
    closures: people.data?.organization?.exceptions ?? [],
    waiting: (waiting.data?.appointmentRequests.nodes ?? [])
      .filter((request) => request.status === 'PENDING')
      .map((request) => ({ ...request, startsAt: request.requestedStartsAt, endsAt: request.requestedEndsAt })),
    entries: entries.nodes,
    error: entries.error ?? people.error,
    retry: () => {
      entries.reload()
      people.reload()
      askWaiting({ requestPolicy: 'network-only' })
    },
  }
}

export type CalendarState = ReturnType<typeof useCalendar>
