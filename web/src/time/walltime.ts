/** What a wall clock reading can mean in a zone: nothing in a gap, two instants in an overlap, else one. */
export function instantsOf(date: string, time: string, zone: string): string[] {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`)
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  const isReal = earlier.toPlainDateTime().equals(local)
  if (!isReal) return []
  const first = earlier.toInstant().toString()
  const second = later.toInstant().toString()
  return first === second ? [first] : [first, second]
}

export function dateIn(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

export function timeIn(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The hour on the clock, for grouping into parts of the day; always asked in the zone that is shown. */
export function hourIn(instant: string, zone: string): number {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).hour
}

export function today(zone: string): string {
  return Temporal.Now.plainDateISO(zone).toString()
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

export function addMinutes(instant: string, minutes: number): string {
  return Temporal.Instant.from(instant).add({ minutes }).toString()
}

export function minutesBetween(from: string, to: string): number {
  return Math.round(
    (Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 60_000,
  )
}

/** The instant a date begins in a zone: not always midnight, since some zones skip it. */
export function startOfDay(date: string, zone: string): string {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString()
}

/** Monday is 1, Sunday is 7. */
export function weekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

export function startOfWeek(date: string, firstDay: number): string {
  return addDays(date, -((weekday(date) - firstDay + 7) % 7))
}

export function firstDayOfWeek(locale: string): number {
  const found = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  return found.getWeekInfo?.().firstDay ?? found.weekInfo?.firstDay ?? 1
}

export function isDate(text: string | null | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}

export function isZone(text: string | null | undefined): text is string {
  if (!text) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text }).format()
    return true
  } catch {
    return false
  }
}

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The next day on which the zone's clocks change, and by how much; null where they never do. */
export function nextClockChange(zone: string, now = Temporal.Now.instant()): { date: string; minutes: number } | null {
  const before = now.toZonedDateTimeISO(zone)
  const after = before.getTimeZoneTransition('next')
  if (!after) return null
  const offsetBefore = after.subtract({ seconds: 1 }).offsetNanoseconds
  return { date: after.toPlainDate().toString(), minutes: (after.offsetNanoseconds - offsetBefore) / 60_000_000_000 }
}
