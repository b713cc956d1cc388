import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateIn,
  firstDayOfWeek,
  nextClockChange,
  hourIn,
  instantsOf,
  isDate,
  isZone,
  minutesBetween,
  startOfDay,
  startOfWeek,
  timeIn,
} from '../src/time/walltime.ts'

describe('What a wall clock reading means', () => {
  it('is one instant on an ordinary day', () => {
    expect(instantsOf('2026-05-05', '10:00', 'America/New_York')).toEqual(['2026-05-05T14:00:00Z'])
  })

  it('is nothing where the clocks jump over it', () => {
    expect(instantsOf('2026-03-08', '02:30', 'America/New_York')).toEqual([])
    expect(instantsOf('2026-03-29', '02:00', 'Europe/Berlin')).toEqual([])
  })

  it('is two instants where the clocks go back over it', () => {
    expect(instantsOf('2026-10-25', '02:30', 'Europe/Berlin')).toEqual(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
  })

  it('is one instant just before and just after the change', () => {
    expect(instantsOf('2026-03-08', '01:59', 'America/New_York')).toEqual(['2026-03-08T06:59:00Z'])
    expect(instantsOf('2026-03-08', '03:00', 'America/New_York')).toEqual(['2026-03-08T07:00:00Z'])
  })
})

describe('The day of an instant', () => {
  it('is that of the zone, not of the machine', () => {
    expect(dateIn('2026-05-05T03:30:00Z', 'America/Los_Angeles')).toBe('2026-05-04')
    expect(dateIn('2026-05-05T03:30:00Z', 'Asia/Tokyo')).toBe('2026-05-05')
    expect(timeIn('2026-05-05T03:30:00Z', 'Asia/Kathmandu')).toBe('09:15')
    expect(hourIn('2026-05-05T03:30:00Z', 'Asia/Kathmandu')).toBe(9)
  })

  it('begins where the zone says, also where it has no midnight', () => {
    expect(startOfDay('2026-05-05', 'Europe/Berlin')).toBe('2026-05-04T22:00:00Z')
    // Paraguay put its clocks forward at midnight: this day began at one.
    expect(startOfDay('2022-10-02', 'America/Asuncion')).toBe('2022-10-02T04:00:00Z')
  })

  it('has 23 or 25 hours when the clocks change', () => {
    const hours = (date: string) =>
      minutesBetween(startOfDay(date, 'Europe/Berlin'), startOfDay(addDays(date, 1), 'Europe/Berlin')) / 60
    expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25])
  })
})

describe('The week', () => {
  it('begins on the day its readers are used to', () => {
    expect(startOfWeek('2026-05-06', 1)).toBe('2026-05-04')
    expect(startOfWeek('2026-05-06', 7)).toBe('2026-05-03')
    expect(startOfWeek('2026-05-03', 7)).toBe('2026-05-03')
    expect([firstDayOfWeek('en-US'), firstDayOfWeek('de-DE')]).toEqual([7, 1])
  })
})

describe('What an address says', () => {
  it('is taken for a date only when it is one', () => {
    expect([isDate('2026-02-28'), isDate('2026-02-30'), isDate('tomorrow'), isDate(null)]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('is taken for a zone only when it is one', () => {
    expect([isZone('Europe/Berlin'), isZone('Europe/Atlantis'), isZone('')]).toEqual([true, false, false])
  })
})

describe('The next change of the clocks', () => {
  const from = (zone: string) => nextClockChange(zone, Temporal.Instant.from('2026-11-27T12:00:00Z'))

  it('is named by its day in the zone and by how much', () => {
    expect(from('America/New_York')).toEqual({ date: '2027-03-14', minutes: 60 })
    expect(from('Australia/Lord_Howe')).toEqual({ date: '2027-04-04', minutes: -30 })
  })

  it('is none where the clocks stay', () => {
    expect(from('UTC')).toBeNull()
  })
})
