import { slotDays, type SlotInput } from './rules.ts'
import { requests, state } from './store.ts'
import type { Event, Request } from './types.ts'
import { type Context, type Args, technician, actorNode, requestNode, visible } from './nodes.ts'

const listeners = new Set<(event: Event, request: Request) => void>()

export function announce(event: Event, request: Request) {
  for (const listener of listeners) listener(event, request)
}

export const pending = () => ({
  count: requests.filter((r) => r.status === 'PENDING').length,
  revision: state.revision,
})

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

interface Present {
  requestId: string
  staffMemberId: string
  name: string
  activity: string
}

/** Who is at which request, by person and window. */
export const present = new Map<string, Present>()
const rooms = new Set<() => void>()
const presenceNow = () => ({ presenceChanged: { present: [...present.values()] } })

export const presenceActs: Record<string, (args: { input: Args }, c: Context) => unknown> = {
  announcePresence: ({ input: { window, requestId, activity } }, { person }) => {
    const key = `${person?.id} ${window}`
    if (requestId && person) present.set(key, { requestId, staffMemberId: person.id, name: person.name, activity })
    else present.delete(key)
    for (const listener of rooms) listener()
    return { holdsUntil: null, errors: [] }
  },
}

async function* presence() {
  let wake = () => {}
  const listener = () => wake()
  rooms.add(listener)
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve))
      yield presenceNow()
      await changed
    }
  } finally {
    rooms.delete(listener)
  }
}

const slotsChangedOn = (day: ReturnType<typeof slotDays>['days'][number]) => ({
  slotsChanged: { ...day, slots: day.slots.map((s) => ({ ...s, technicians: s.technicians.map(technician) })) },
})

export const subscriptions: Record<string, (args: Args, c: Context) => AsyncGenerator<unknown>> = {
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
  presenceChanged: presence,
  notificationReceived: () => stream([], () => undefined, undefined),
  slotsChanged: ({ input, known }) =>
    stream(
      slotDays(input as SlotInput)
        .days.filter((day) => known && !known.includes(day.fingerprint))
        .map(slotsChangedOn),
      (_, r) => {
        const date = Temporal.Instant.from(r.requestedStartsAt)
          .toZonedDateTimeISO(input.timeZone)
          .toPlainDate()
          .toString()
        const { days } = slotDays({ ...(input as SlotInput), from: date, to: date })
        return days[0] && slotsChangedOn(days[0])
      },
      undefined,
    ),
}
