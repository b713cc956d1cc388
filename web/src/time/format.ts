import type { Clock } from '../preferences/preferences.ts'

/** How this viewer reads times: language and region, zone, and 12 or 24 hours. */
export interface TimeStyle {
  locale: string
  zone: string
  clock: Clock
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making an Intl format costs a thousand times what using one does. */
function format(style: TimeStyle, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${style.locale}|${style.zone}|${style.clock}|${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) {
    const hours: Intl.DateTimeFormatOptions =
      options.hour === undefined || style.clock === 'locale' ? {} : { hourCycle: style.clock === '24' ? 'h23' : 'h12' }
    found = new Intl.DateTimeFormat(style.locale, { timeZone: style.zone, ...options, ...hours })
    formats.set(key, found)
  }
  return found
}

const time = { hour: 'numeric', minute: '2-digit' } as const
const day = { weekday: 'short', day: 'numeric', month: 'short' } as const

export function formatTime(instant: string, style: TimeStyle): string {
  return format(style, time).format(new Date(instant))
}

/** "10:00 – 11:30 AM"; the end with its day where that is another one, which midnight is not yet. */
export function formatTimeRange(from: string, to: string, style: TimeStyle): string {
  const [begin, end] = [new Date(from), new Date(to)]
  const dayOf = (date: Date) => format(style, { year: 'numeric', month: 'numeric', day: 'numeric' }).format(date)
  if (dayOf(begin) === dayOf(end)) return format(style, time).formatRange(begin, end)
  const last = dayOf(begin) === dayOf(new Date(end.getTime() - 1)) ? formatTime(to, style) : formatMoment(to, style)
  return `${formatTime(from, style)} – ${last}`
}

/** "Tue, May 5", with the year when it is not the current one. */
export function formatDay(instant: string, style: TimeStyle): string {
  const date = new Date(instant)
  const isThisYear =
    format(style, { year: 'numeric' }).format(date) === format(style, { year: 'numeric' }).format(new Date())
  return format(style, isThisYear ? day : { ...day, year: 'numeric' }).format(date)
}

export function formatLongDay(instant: string, style: TimeStyle): string {
  return format(style, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant))
}

/** A plain date has no zone: it is formatted as noon in UTC so that no zone can move it. */
export function formatDate(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return format({ locale, zone: 'UTC', clock: 'locale' }, options).format(new Date(`${date}T12:00:00Z`))
}

export function formatHour(instant: string, style: TimeStyle): string {
  return format(style, { hour: 'numeric' }).format(new Date(instant))
}

/** Date and time of day, for moments in the past such as "created". */
export function formatMoment(instant: string, style: TimeStyle): string {
  return format(style, { ...day, ...time }).format(new Date(instant))
}

function zonePart(instant: string, style: TimeStyle, timeZoneName: 'short' | 'shortOffset' | 'longGeneric'): string {
  const parts = format(style, { timeZoneName }).formatToParts(new Date(instant))
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? style.zone
}

/** "EDT" or "GMT+2": what holds at that instant. */
export function zoneShort(instant: string, style: TimeStyle): string {
  return zonePart(instant, style, 'short')
}

/** "America/New York (EDT, GMT-4)". */
export function zoneLong(instant: string, style: TimeStyle): string {
  const short = zoneShort(instant, style)
  const offset = zonePart(instant, style, 'shortOffset')
  const place = placeOf(style.zone)
  return short === offset ? `${place} (${offset})` : `${place} (${short}, ${offset})`
}

export function placeOf(zone: string): string {
  return zone.replaceAll('_', ' ')
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

export function formatAgo(instant: string, locale: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000)
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}

export function formatMinutes(minutes: number, locale: string): string {
  const unit = (value: number, name: 'hour' | 'minute' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  if (minutes >= 1440 && minutes % 1440 === 0) return unit(minutes / 1440, 'day')
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return unit(rest, 'minute')
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`
}
