import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery, useSubscription } from 'urql'
import { useOnReturn } from '../../api/api.tsx'
import { type DaySlotsFragment, type SlotSearchInput, SlotsChangedDocument, SlotsDocument } from '../../gql/booking.ts'
import { addDays, dateIn, today } from '../../time/walltime.ts'

export type Slot = DaySlotsFragment['slots'][number]

export interface SlotWish {
  serviceId: string
  durationMinutes: number
  technicianId: string | null
  /** Its own time stays on offer while a request is edited. */
  excludeRequestId?: string
  horizonDays: number
}

const shownNearest = 3

function lastDayOf(month: string): string {
  const first = Temporal.PlainDate.from(`${month}-01`)
  return first.with({ day: first.daysInMonth }).toString()
}

/** The dates to ask for: the month's, without those that are over or further ahead than anybody may book. */
function datesOf(month: string, first: string, last: string): { from: string; to: string } | null {
  const begin = `${month}-01`
  const end = lastDayOf(month)
  const from = begin < first ? first : begin
  const to = end > last ? last : end
  return from <= to ? { from, to } : null
}

interface Pushed {
  key: string
  days: ReadonlyMap<string, DaySlotsFragment>
}

/**
 * Days that were pushed since the search was last answered; they belong to that answer and no other. The server
 * compares its days with those that are known each time it is subscribed to, so nothing falls between the two.
 */
function usePushedDays(input: SlotSearchInput | null, known: string[] | null) {
  const key = JSON.stringify([input, known])
  const [pushed, setPushed] = useState<Pushed>({ key, days: new Map() })
  // What was pushed before the connection broke is older than the answer that is now asked for again.
  const forget = () => setPushed({ key, days: new Map() })
  useOnReturn(forget)
  const days = pushed.key === key ? pushed.days : new Map<string, DaySlotsFragment>()
  useSubscription(
    {
      query: SlotsChangedDocument,
      variables: { input: input ?? { serviceId: '', from: '', to: '' }, known },
      pause: !input || !known,
    },
    (_, data) => {
      const { slotsChanged: day } = data
      setPushed((before) => ({ key, days: new Map(before.key === key ? before.days : []).set(day.date, day) }))
      return data
    },
  )
  return { days, forget }
}

/** The fingerprints of a search's last answer; null until there is one. */
function useKnown(input: SlotSearchInput | null, answered: { fingerprint: string }[] | null): string[] | null {
  const of = JSON.stringify(input)
  const [known, setKnown] = useState<{ of: string; fingerprints: string[] } | null>(null)
  const fingerprints = answered?.map((day) => day.fingerprint)
  if (fingerprints && (known?.of !== of || known.fingerprints.join() !== fingerprints.join()))
    setKnown({ of, fingerprints })
  return known?.of === of ? known.fingerprints : null
}

/** The free times of one month, kept true by what the server pushes while the page is open. */
function useSlotSearch(wish: SlotWish | null, zone: string, month: string) {
  const first = today(zone)
  const last = addDays(first, wish?.horizonDays ?? 0)
  const dates = datesOf(month, first, last)
  const input: SlotSearchInput | null =
    wish && dates
      ? {
          serviceId: wish.serviceId,
          durationMinutes: wish.durationMinutes,
          timeZone: zone,
          ...dates,
          ...(wish.technicianId ? { technicianId: wish.technicianId } : {}),
          ...(wish.excludeRequestId ? { excludeRequestId: wish.excludeRequestId } : {}),
        }
      : null
  const [{ data, fetching, error, stale }, refetch] = useQuery({
    query: SlotsDocument,
    variables: { input: input ?? { serviceId: '', from: '', to: '' } },
    pause: !input,
    requestPolicy: 'network-only',
  })
  const pushed = usePushedDays(input, useKnown(input, fetching ? null : (data?.slots.days ?? null)))
  const ask = () => {
    pushed.forget()
    refetch({ requestPolicy: 'network-only' })
  }
  const days = new Map<string, DaySlotsFragment>(
    input ? data?.slots.days.map((day) => [day.date, pushed.days.get(day.date) ?? day]) : [],
  )
  const firstFree = [...days.values()].find((day) => day.slots.length > 0)?.date ?? null
  const nextAvailableDate = input ? (data?.slots.nextAvailableDate ?? null) : null
  // The last free time of the month was taken while the page was open: only the server knows the next.
  const isOutdated = !fetching && !firstFree && nextAvailableDate !== null && days.has(nextAvailableDate)
  const askAnew = useEffectEvent(ask)
  useEffect(() => {
    if (isOutdated) askAnew()
  }, [isOutdated])
  return {
    days,
    first,
    last,
    firstFree,
    isLoading: fetching || stale,
    isKnown: !input || (data !== undefined && !fetching),
    error,
    nextAvailableDate,
    refetch: ask,
  }
}

export type SlotSearchState = ReturnType<typeof useSlotSearch>

/**
 * The month that is looked at, and its free times. Until somebody has looked anywhere, that is the first month with a
 * free time in it: on the 30th, today's month is often over.
 */
export function useSlotMonth(wish: SlotWish | null, zone: string, from: string | null) {
  const [looked, setLooked] = useState(from)
  const focused = looked ?? today(zone)
  const slots = useSlotSearch(wish, zone, focused.slice(0, 7))
  const { isKnown, firstFree, nextAvailableDate } = slots
  if (looked === null && isKnown && !firstFree && nextAvailableDate) setLooked(nextAvailableDate)
  return { slots, focused, look: setLooked }
}

export function findSlot(search: SlotSearchState, startsAt: string | null, zone: string): Slot | undefined {
  if (!startsAt) return undefined
  const at = Date.parse(startsAt)
  return search.days.get(dateIn(startsAt, zone))?.slots.find((slot) => Date.parse(slot.startsAt) === at)
}

/** Whether the chosen time was on offer and no longer is: known only once its day has been answered. */
export function isTaken(search: SlotSearchState, startsAt: string | null, zone: string): boolean {
  if (!startsAt || !search.isKnown) return false
  return search.days.has(dateIn(startsAt, zone)) && !findSlot(search, startsAt, zone)
}

export function nearestSlots(search: SlotSearchState, startsAt: string): Slot[] {
  const at = Date.parse(startsAt)
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.startsAt) - at)
  return [...search.days.values()]
    .flatMap((day) => day.slots)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, shownNearest)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
}
