import type { Client, CombinedError, OperationResult } from '@urql/core'
import { useEffect, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { useOnReturn } from '../../api/api.tsx'
import { useAfterRequestEvents } from '../../api/events.ts'
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
export type Waiting = CalendarWaitingQuery['appointmentRequests']['nodes'][number] & { startsAt: string; endsAt: string }
export type Exceptions = Person['exceptions']

/** More than any screen can show; beyond it the calendar stops asking. */
const mostPages = 20

interface Loaded {
  key: string
  entries: Entry[] | null
  error: CombinedError | null
}

/** All appointments of a range, page after page: a week of a large firm is more than one page holds. */
async function askForAll(client: Client, filter: AppointmentFilter): Promise<Omit<Loaded, 'key'>> {
  const entries: Entry[] = []
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const answer: OperationResult<CalendarEntriesQuery> = await client.query(CalendarEntriesDocument, { filter, after }, { requestPolicy: 'network-only' }).toPromise()
    if (!answer.data) return { entries: null, error: answer.error ?? null }
    const { nodes, pageInfo } = answer.data.appointments
    entries.push(...nodes)
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return { entries, error: null }
}

function useEntries(from: string, to: string, technicianId: string | null) {
  const client = useClient()
  const key = `${from}|${to}|${technicianId ?? ''}`
  const [loaded, setLoaded] = useState<Loaded>({ key, entries: null, error: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const filter: AppointmentFilter = {
        from,
        to,
        status: ['SCHEDULED', 'COMPLETED', 'NO_SHOW'],
        ...(technicianId ? { technicianIds: [technicianId] } : {}),
      }
      const answer = await askForAll(client, filter)
      if (!isCurrent) return
      // What is on screen stays when asking again failed; the banner says that it may be old.
      setLoaded((before) => ({ key, ...answer, entries: answer.entries ?? (before.key === key ? before.entries : null) }))
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [client, from, to, technicianId, key, turn])
  const reload = () => setTurn((before) => before + 1)
  useAfterRequestEvents(reload, 300)
  useOnReturn(reload)
  return { entries: loaded.key === key ? loaded.entries : null, error: loaded.error, reload }
}

export function useCalendar(firstDate: string, days: number, zone: string, technicianId: string | null) {
  const from = startOfDay(firstDate, zone)
  const to = startOfDay(addDays(firstDate, days), zone)
  // A zone may be a day ahead or behind ours, so that its dates reach one further on either side.
  const [people, askPeople] = useQuery({
    query: CalendarPeopleDocument,
    variables: { fromDate: addDays(firstDate, -2), toDate: addDays(firstDate, days + 1) },
  })
  const [waiting, askWaiting] = useQuery({
    query: CalendarWaitingDocument,
    variables: {
      filter: { status: ['PENDING'], startsFrom: from, startsBefore: to, ...(technicianId ? { technicianId } : {}) },
    },
  })
  useAfterRequestEvents(() => askWaiting({ requestPolicy: 'network-only' }), 300)
  const { entries, error, reload } = useEntries(from, to, technicianId)
  const technicians = people.data?.technicians.nodes
  return {
    from,
    to,
    people: technicians?.filter((person) => !technicianId || person.id === technicianId),
    everyone: technicians ?? [],
    closures: people.data?.organization?.exceptions ?? [],
    waiting: (waiting.data?.appointmentRequests.nodes ?? [])
      .filter((request) => request.status === 'PENDING')
      .map((request) => ({ ...request, startsAt: request.requestedStartsAt, endsAt: request.requestedEndsAt })),
    entries,
    error: error ?? people.error ?? null,
    retry: () => {
      reload()
      askPeople({ requestPolicy: 'network-only' })
      askWaiting({ requestPolicy: 'network-only' })
    },
  }
}

export type CalendarState = ReturnType<typeof useCalendar>
