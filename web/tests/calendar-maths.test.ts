import { describe, expect, it } from 'vitest'
import { workingTime } from '../src/parts/working-time.ts'
import { hourCount, inLanes, placeOf, rangeOf } from '../src/schedule/timeline.ts'
import { addDays, startOfDay } from '../src/time/walltime.ts'

const span = (from: string, to: string) => ({ startsAt: `2026-05-05T${from}:00Z`, endsAt: `2026-05-05T${to}:00Z` })
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']
const office = {
  timeZone: 'America/New_York',
  weeklyHours: weekdays.map((day) => ({ day, from: '09:00', to: '17:00' })),
}
const dayOf = (date: string, zone: string) => [startOfDay(date, zone), startOfDay(addDays(date, 1), zone)] as const

describe('Working time', () => {
  it('is read on the technician’s clock and shown on any other', () => {
    expect(workingTime(office, [], ...dayOf('2026-05-05', 'Europe/Berlin'))).toEqual([
      { startsAt: '2026-05-05T13:00:00Z', endsAt: '2026-05-05T21:00:00Z' },
    ])
  })

  it('runs past midnight where its end is before its start', () => {
    const night = { timeZone: 'UTC', weeklyHours: [{ day: 'MONDAY', from: '22:00', to: '02:00' }] }
    expect(workingTime(night, [], ...dayOf('2026-05-05', 'UTC'))).toEqual([
      { startsAt: '2026-05-05T00:00:00Z', endsAt: '2026-05-05T02:00:00Z' },
    ])
  })

  it('takes 24:00 for the end of the day', () => {
    const late = { timeZone: 'UTC', weeklyHours: [{ day: 'TUESDAY', from: '20:00', to: '24:00' }] }
    expect(workingTime(late, [], ...dayOf('2026-05-05', 'UTC'))).toEqual([
      { startsAt: '2026-05-05T20:00:00Z', endsAt: '2026-05-06T00:00:00Z' },
    ])
  })

  it('gives way to an exception, and to one’s own before everybody’s', () => {
    const own = {
      from: '2026-05-05',
      to: '2026-05-05',
      hours: [{ from: '12:00', to: '14:00' }],
      technician: { id: 'T0' },
    }
    const closed = { from: '2026-05-04', to: '2026-05-06', hours: [], technician: null }
    expect(workingTime(office, [closed], ...dayOf('2026-05-05', 'America/New_York'))).toEqual([])
    expect(workingTime(office, [closed, own], ...dayOf('2026-05-05', 'America/New_York'))).toEqual([
      { startsAt: '2026-05-05T16:00:00Z', endsAt: '2026-05-05T18:00:00Z' },
    ])
  })
})

describe('A column of the day', () => {
  const day = { from: Date.parse('2026-05-05T00:00:00Z'), to: Date.parse('2026-05-06T00:00:00Z') }

  it('shows the whole hours that have something in them', () => {
    const range = rangeOf([span('09:30', '10:00'), span('16:00', '18:15')], day)
    expect([new Date(range.from).toISOString(), new Date(range.to).toISOString()]).toEqual([
      '2026-05-05T09:00:00.000Z',
      '2026-05-05T19:00:00.000Z',
    ])
  })

  it('is never shorter than eight hours', () => {
    expect(hourCount(rangeOf([span('09:30', '10:00')], day))).toBe(8)
  })

  it('places by elapsed time, and cuts what reaches beyond', () => {
    const range = { from: day.from, to: day.from + 10 * 3_600_000 }
    expect(placeOf(span('01:00', '02:00'), range)).toEqual({ insetBlockStart: '10.000%', blockSize: '10.000%' })
    expect(placeOf(span('09:00', '12:00'), range)).toEqual({ insetBlockStart: '90.000%', blockSize: '10.000%' })
    expect(placeOf(span('11:00', '12:00'), range)).toBeNull()
  })

  it('puts side by side what overlaps, and nothing else', () => {
    const lanes = inLanes([
      span('09:00', '11:00'),
      span('10:00', '12:00'),
      span('11:00', '13:00'),
      span('14:00', '15:00'),
    ])
    expect(lanes.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ])
  })
})
