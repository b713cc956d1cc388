import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  addMinutes,
  dateIn,
  firstDayOfWeek,
  hourIn,
  instantsOf,
  isDate,
  isZone,
  minutesBetween,
  startOfDay,
  startOfWeek,
  timeIn,
  weekday,
} from '../src/time/walltime.ts'

describe('what a wall clock reading means', () => {
  test('on an ordinary day, one instant', () => {
    expect(instantsOf('2026-06-10', '09:30', 'America/New_York')).toEqual(['2026-06-10T13:30:00Z'])
    expect(instantsOf('2026-06-10', '09:30', 'Europe/Berlin')).toEqual(['2026-06-10T07:30:00Z'])
  })

  test.each([
    ['America/New_York', '2026-03-08', '02:30'],
    ['Europe/Berlin', '2026-03-29', '02:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15'],
  ])('nothing where the clocks go forward in %s', (zone, date, time) => {
    expect(instantsOf(date, time, zone)).toEqual([])
  })

  test('the first reading after a gap exists', () => {
    expect(instantsOf('2026-03-29', '03:00', 'Europe/Berlin')).toEqual(['2026-03-29T01:00:00Z'])
  })

  test('two instants, the earlier first, where the clocks go back', () => {
    expect(instantsOf('2026-11-01', '01:30', 'America/New_York')).toEqual([
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00Z',
    ])
  })

  test('the overlap of a half-hour change is half an hour long', () => {
    const [first = '', second = ''] = instantsOf('2026-04-05', '01:45', 'Australia/Lord_Howe')
    expect(minutesBetween(first, second)).toBe(30)
  })
})

describe('reading an instant in a zone', () => {
  test('the date is the one there, not here', () => {
    expect(dateIn('2026-06-10T23:30:00Z', 'America/New_York')).toBe('2026-06-10')
    expect(dateIn('2026-06-10T23:30:00Z', 'Europe/Berlin')).toBe('2026-06-11')
    expect(dateIn('2026-06-10T11:00:00Z', 'Pacific/Kiritimati')).toBe('2026-06-11')
  })

  test('the time keeps zones of half and quarter hours', () => {
    expect(timeIn('2026-06-10T12:00:00Z', 'Asia/Kolkata')).toBe('17:30')
    expect(timeIn('2026-06-10T12:00:00Z', 'Asia/Kathmandu')).toBe('17:45')
  })

  test('the hour is that of the zone that is asked for', () => {
    expect(hourIn('2026-06-10T16:00:00Z', 'America/New_York')).toBe(12)
    expect(hourIn('2026-06-10T16:00:00Z', 'Asia/Kolkata')).toBe(21)
  })

  test('a reading and its instant lead to each other', () => {
    for (const instant of instantsOf('2026-11-01', '01:30', 'America/New_York')) {
      expect([dateIn(instant, 'America/New_York'), timeIn(instant, 'America/New_York')]).toEqual([
        '2026-11-01',
        '01:30',
      ])
    }
  })
})

describe('days', () => {
  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-10', 24],
  ])('%s has %i hours in Berlin', (date, hours) => {
    const length = minutesBetween(startOfDay(date, 'Europe/Berlin'), startOfDay(addDays(date, 1), 'Europe/Berlin'))
    expect(length).toBe(hours * 60)
  })

  test('a day without midnight begins at one', () => {
    expect(timeIn(startOfDay('2026-09-06', 'America/Santiago'), 'America/Santiago')).toBe('01:00')
  })

  test('minutes are added in elapsed time, across a change of clocks', () => {
    expect(timeIn(addMinutes('2026-03-29T00:30:00Z', 60), 'Europe/Berlin')).toBe('03:30')
  })

  test('days are added on the calendar, across months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  test('a week begins where the region begins it', () => {
    expect(weekday('2026-06-14')).toBe(7)
    expect(startOfWeek('2026-06-14', 1)).toBe('2026-06-08')
    expect(startOfWeek('2026-06-14', 7)).toBe('2026-06-14')
    expect(firstDayOfWeek('de-DE')).toBe(1)
    expect(firstDayOfWeek('en-US')).toBe(7)
  })
})

describe('what comes from an address is checked', () => {
  it.each(['2026-02-30', '2026-6-1', 'today', '', null])('%s is no date', (text) => expect(isDate(text)).toBe(false))
  it('takes a date', () => expect(isDate('2028-02-29')).toBe(true))
  it.each(['Europe/Nowhere', '', null])('%s is no zone', (text) => expect(isZone(text)).toBe(false))
  it('takes a zone', () => expect(isZone('Europe/Berlin')).toBe(true))
})
