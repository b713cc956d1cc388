import type { Span } from '../parts/when.tsx'

const hourMs = 3_600_000
const ms = (instant: string) => new Date(instant).getTime()

/** What a column shows of time. Places are computed in elapsed time, so a day of 23 or 25 hours is right. */
export interface Range {
  from: number
  to: number
}

/** The smallest stretch of whole hours, within the day, that shows all of the spans. */
export function rangeOf(spans: Span[], day: Range, leastHours = 8): Range {
  const first = Math.min(...spans.map((span) => ms(span.startsAt)))
  const last = Math.max(...spans.map((span) => ms(span.endsAt)))
  if (!Number.isFinite(first)) return { from: day.from + 8 * hourMs, to: Math.min(day.to, day.from + 18 * hourMs) }
  const from = Math.max(day.from, day.from + Math.floor((first - day.from) / hourMs) * hourMs)
  const to = Math.min(day.to, day.from + Math.ceil((last - day.from) / hourMs) * hourMs)
  const missing = Math.max(0, from + leastHours * hourMs - to)
  const before = Math.min(missing, hourMs, from - day.from)
  return { from: from - before, to: Math.min(day.to, to + missing - before) }
}

export function hoursIn(range: Range): string[] {
  const hours: string[] = []
  for (let at = range.from; at < range.to; at += hourMs) hours.push(new Date(at).toISOString())
  return hours
}

export function hourCount(range: Range): number {
  return (range.to - range.from) / hourMs
}

/** Where a span lies in the column, as styles; null when it is not in it at all. */
export function placeOf(span: Span, range: Range): Record<string, string> | null {
  const from = Math.max(ms(span.startsAt), range.from)
  const to = Math.min(ms(span.endsAt), range.to)
  if (to <= from) return null
  const percent = (value: number) => `${((value / (range.to - range.from)) * 100).toFixed(3)}%`
  return { insetBlockStart: percent(from - range.from), blockSize: percent(to - from) }
}

export interface Laned<T> {
  item: T
  lane: number
  lanes: number
}

/** Side by side what overlaps: each goes into the first lane that is free, and a cluster shares the width. */
export function inLanes<T extends Span>(items: T[]): Laned<T>[] {
  const sorted = [...items].sort((a, b) => ms(a.startsAt) - ms(b.startsAt) || ms(b.endsAt) - ms(a.endsAt))
  const placed: Laned<T>[] = []
  let cluster: Laned<T>[] = []
  let ends: number[] = []
  const finish = () => {
    for (const one of cluster) one.lanes = ends.length
    placed.push(...cluster)
    cluster = []
    ends = []
  }
  for (const item of sorted) {
    const start = ms(item.startsAt)
    if (ends.length > 0 && ends.every((end) => end <= start)) finish()
    const free = ends.findIndex((end) => end <= start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = ms(item.endsAt)
    cluster.push({ item, lane, lanes: 1 })
  }
  finish()
  return placed
}
