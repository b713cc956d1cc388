import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatDate,
  formatMinutes,
  formatTimeRange,
  zoneLong,
  zoneShort,
  type TimeStyle,
} from '../src/time/format.ts'

const spaces = (text: string) => text.replaceAll(/[\u202F\u00A0\u2009]/g, ' ')
const american: TimeStyle = { locale: 'en-US', zone: 'America/New_York', clock: 'locale' }
const german: TimeStyle = { locale: 'de-DE', zone: 'Europe/Berlin', clock: 'locale' }
const from = '2026-05-05T14:00:00Z'
const to = '2026-05-05T15:30:00Z'

describe('Times', () => {
  it('follow the language', () => {
    expect(spaces(formatTimeRange(from, to, american))).toBe('10:00 – 11:30 AM')
    expect(spaces(formatTimeRange(from, to, german))).toBe('16:00–17:30 Uhr')
  })

  it('follow the person, where they chose their clock', () => {
    expect(spaces(formatTimeRange(from, to, { ...american, clock: '24' }))).toBe('10:00 – 11:30')
  })

  it('name the zone that holds then, not now', () => {
    expect(zoneShort('2026-01-15T12:00:00Z', american)).toBe('EST')
    expect(zoneShort('2026-07-15T12:00:00Z', american)).toBe('EDT')
    expect(zoneLong('2026-07-15T12:00:00Z', american)).toBe('America/New York (EDT, GMT-4)')
  })
})

describe('A plain date', () => {
  it('is not moved by any zone', () => {
    expect(formatDate('2026-05-05', 'en-US', { day: 'numeric', month: 'long' })).toBe('May 5')
    expect(formatDate('2026-05-05', 'de-DE', { day: 'numeric', month: 'long' })).toBe('5. Mai')
  })
})

describe('Lengths', () => {
  it('are said in the units people use', () => {
    expect([15, 60, 90, 1440, 2880].map((minutes) => formatMinutes(minutes, 'en'))).toEqual([
      '15 min',
      '1 hr',
      '1 hr 30 min',
      '1 day',
      '2 days',
    ])
  })

  it('are told from now in the largest unit that fits', () => {
    const now = Date.parse(from)
    const ago = (seconds: number) => formatAgo(new Date(now - seconds * 1000).toISOString(), 'en', now)
    expect([ago(0), ago(45), ago(180), ago(7200), ago(86_400)]).toEqual([
      'now',
      '45 seconds ago',
      '3 minutes ago',
      '2 hours ago',
      'yesterday',
    ])
  })
})
