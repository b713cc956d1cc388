import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  formatAgo,
  formatDate,
  formatDay,
  formatMinutes,
  formatMoment,
  formatTime,
  formatTimeRange,
  placeOf,
  type TimeStyle,
  zoneLong,
  zoneShort,
} from '../src/time/format.ts'

const newYork: TimeStyle = { locale: 'en-US', zone: 'America/New_York', clock: 'locale' }
const berlin: TimeStyle = { locale: 'de-DE', zone: 'Europe/Berlin', clock: 'locale' }
/** Intl puts narrow and thin spaces around times; which ones is not ours to hold. */
const plain = (text: string) => text.replaceAll(/[\u202F\u2009\u00A0]/g, ' ')

const noonUtc = '2026-06-10T12:00:00Z'

afterEach(() => {
  vi.useRealTimers()
})

describe('times', () => {
  test('as the language has them, in the zone that is shown', () => {
    expect(plain(formatTime(noonUtc, newYork))).toBe('8:00 AM')
    expect(plain(formatTime(noonUtc, berlin))).toBe('14:00')
  })

  test('the chosen clock overrules the language', () => {
    expect(plain(formatTime('2026-06-10T22:05:00Z', { ...newYork, clock: '24' }))).toBe('18:05')
    expect(plain(formatTime('2026-06-10T22:05:00Z', { ...berlin, clock: '12' }))).toMatch(/^12:05 AM$/)
  })

  test('midnight on the 24-hour clock is 00, never 24', () => {
    expect(plain(formatTime('2026-06-10T04:00:00Z', { ...newYork, clock: '24' }))).toBe('00:00')
  })

  test('a range says AM or PM once where both ends share it', () => {
    expect(plain(formatTimeRange(noonUtc, '2026-06-10T13:00:00Z', newYork))).toBe('8:00 – 9:00 AM')
    expect(plain(formatTimeRange('2026-06-10T15:30:00Z', '2026-06-10T16:30:00Z', newYork))).toBe('11:30 AM – 12:30 PM')
    expect(plain(formatTimeRange('2026-06-11T03:00:00Z', '2026-06-11T04:00:00Z', newYork))).toBe('11:00 PM – 12:00 AM')
    expect(plain(formatTimeRange('2026-06-11T03:00:00Z', '2026-06-11T04:30:00Z', newYork))).toBe(
      '11:00 PM – Thu, Jun 11, 12:30 AM',
    )
  })

  test('one style never answers with the kept format of another', () => {
    const readings = [newYork, berlin, { ...newYork, zone: 'Asia/Tokyo' }, newYork].map((style) =>
      plain(formatTime(noonUtc, style)),
    )
    expect(readings).toEqual(['8:00 AM', '14:00', '9:00 PM', '8:00 AM'])
  })

  test('a moment has its date and its time', () => {
    expect(plain(formatMoment(noonUtc, newYork))).toBe('Wed, Jun 10, 8:00 AM')
    expect(plain(formatMoment(noonUtc, berlin))).toBe('Mi., 10. Juni, 14:00')
  })
})

describe('days', () => {
  test('without the year in the current one, with it in another', () => {
    vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') })
    expect(formatDay(noonUtc, newYork)).toBe('Wed, Jun 10')
    expect(formatDay('2027-06-10T12:00:00Z', newYork)).toBe('Thu, Jun 10, 2027')
  })

  test('which year it is depends on the zone that is shown', () => {
    vi.useFakeTimers({ now: new Date('2026-12-31T23:30:00Z') })
    expect(formatDay('2027-01-01T12:00:00Z', newYork)).toContain('2027')
    expect(formatDay('2027-01-01T12:00:00Z', berlin)).not.toContain('2027')
  })

  test('a plain date is not moved by any zone', () => {
    const options = { day: 'numeric', month: 'long' } as const
    expect(formatDate('2026-03-01', 'en-US', options)).toBe('March 1')
    expect(formatDate('2026-03-01', 'de-DE', options)).toBe('1. März')
  })
})

describe('zones', () => {
  test('the name is the one that holds at that instant', () => {
    expect(zoneShort('2026-01-10T12:00:00Z', newYork)).toBe('EST')
    expect(zoneShort(noonUtc, newYork)).toBe('EDT')
    expect(zoneShort('2026-01-10T12:00:00Z', berlin)).toBe('MEZ')
    expect(zoneShort(noonUtc, berlin)).toBe('MESZ')
  })

  test('the two readings of an overlap are told apart by name', () => {
    expect(zoneShort('2026-11-01T05:30:00Z', newYork)).toBe('EDT')
    expect(zoneShort('2026-11-01T06:30:00Z', newYork)).toBe('EST')
  })

  test('in full: the place, its name and its offset', () => {
    expect(zoneLong(noonUtc, newYork)).toBe('America/New York (EDT, GMT-4)')
  })

  test('an offset that is its own name is said once', () => {
    expect(zoneLong(noonUtc, { ...newYork, zone: 'Asia/Kolkata' })).toBe('Asia/Kolkata (GMT+5:30)')
  })

  test('every underscore of a place becomes a space', () => {
    expect(placeOf('America/Port_of_Spain')).toBe('America/Port of Spain')
  })
})

describe('lengths and ages', () => {
  test.each([
    [45, '45 min', '45 Min.'],
    [60, '1 hr', '1 Std.'],
    [90, '1 hr 30 min', '1 Std. 30 Min.'],
    [2880, '2 days', '2 Tg.'],
  ])('%i minutes', (minutes, inEnglish, inGerman) => {
    expect(plain(formatMinutes(minutes, 'en'))).toBe(inEnglish)
    expect(plain(formatMinutes(minutes, 'de'))).toBe(inGerman)
  })

  test.each([
    [5, '5 seconds ago', 'vor 5 Sekunden'],
    [90, '1 minute ago', 'vor 1 Minute'],
    [7_200, '2 hours ago', 'vor 2 Stunden'],
    [86_400, 'yesterday', 'gestern'],
    [0, 'now', 'jetzt'],
  ])('%i seconds ago, in the largest unit that is full', (seconds, inEnglish, inGerman) => {
    const now = Date.parse(noonUtc)
    const then = new Date(now - seconds * 1000).toISOString()
    expect(formatAgo(then, 'en', now)).toBe(inEnglish)
    expect(formatAgo(then, 'de', now)).toBe(inGerman)
  })
})
