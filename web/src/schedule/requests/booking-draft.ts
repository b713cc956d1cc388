import { useState } from 'react'
import { useQuery } from 'urql'
import type { RequestDetailFragment } from '../../gql/requests.ts'
import { CandidatesDocument, type AvailabilityRule, type CandidatesQuery } from '../../gql/schedule.ts'
import { spanOf } from '../../parts/when.tsx'
import { addMinutes, dateIn, instantsOf, timeIn } from '../../time/walltime.ts'

export type Candidate = NonNullable<CandidatesQuery['appointmentRequest']>['candidates'][number]

export interface BookingDraft {
  date: string
  time: string
  /** Which of the two, where a time comes twice. */
  second: boolean
  durationMinutes: number
  technicianId: string | null
  waives: boolean
}

function draftOf(request: RequestDetailFragment, zone: string): BookingDraft {
  const { startsAt } = spanOf(request)
  const date = dateIn(startsAt, zone)
  const time = timeIn(startsAt, zone)
  const [, later] = instantsOf(date, time, zone)
  return {
    date,
    time,
    second: later !== undefined && later === new Date(startsAt).toISOString().replace('.000Z', 'Z'),
    durationMinutes: request.durationMinutes,
    technicianId: request.appointment?.technician.id ?? null,
    waives: false,
  }
}

function meanings(draft: BookingDraft, zone: string): string[] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date) || !/^\d{2}:\d{2}$/.test(draft.time)) return []
  return instantsOf(draft.date, draft.time, zone)
}

export function candidateToStartWith(
  request: Pick<RequestDetailFragment, 'preferredTechnician'>,
  candidates: Candidate[],
): string | null {
  const free = candidates.filter((candidate) => candidate.isFree)
  const preferred = free.find(({ technician }) => technician.id === request.preferredTechnician?.id)
  return (preferred ?? free[0])?.technician.id ?? null
}

/** Everything about when and with whom, while a form is open: what is typed, what it means, who could do it. */
export function useBookingDraft(request: RequestDetailFragment, zone: string, before?: BookingDraft) {
  const [draft, setDraft] = useState(() => before ?? draftOf(request, zone))
  const change = (changes: Partial<BookingDraft>) => setDraft((before) => ({ ...before, ...changes }))

  const instants = meanings(draft, zone)
  const startsAt = instants[draft.second ? 1 : 0] ?? instants[0] ?? null
  const { durationMinutes } = draft
  const [{ data, fetching, stale, error }] = useQuery({
    query: CandidatesDocument,
    variables: { id: request.id, startsAt, durationMinutes },
    pause: startsAt === null,
  })
  const candidates = data?.appointmentRequest?.candidates ?? []
  const first = candidateToStartWith(request, candidates)
  if (first && draft.technicianId === null) change({ technicianId: first })

  const chosen = candidates.find(({ technician }) => technician.id === draft.technicianId)
  const violated: AvailabilityRule[] = [...new Set((chosen?.violations ?? []).map(({ rule }) => rule))]
  const isBlocked = violated.includes('OVERLAP')
  return {
    draft,
    change,
    instants,
    startsAt,
    endsAt: startsAt && addMinutes(startsAt, durationMinutes),
    candidates,
    isLoading: fetching || stale,
    error,
    lengths: data?.appointmentRequest?.service.durationsMinutes ?? [request.durationMinutes],
    chosen,
    violated,
    isBlocked,
    override: draft.waives ? violated : [],
    isReady: startsAt !== null && chosen !== undefined && !isBlocked && (violated.length === 0 || draft.waives),
  }
}

export type Booking = ReturnType<typeof useBookingDraft>
