import type { DayOfWeek, TechnicianSettingsFragment } from '../gql/settings.ts'

export type HoursRange = TechnicianSettingsFragment['weeklyHours'][number]

export const daysOfWeek: DayOfWeek[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** An end at or before the start lies on the next day; 24:00 and 00:00 as an end are the same moment. */
export function minutesOf({ from, to }: { from: string; to: string }): number {
  const length = minuteOf(to) - minuteOf(from)
  return length > 0 ? length : length + 1440
}

export function endsNextDay({ from, to }: { from: string; to: string }): boolean {
  return to !== '24:00' && to !== '00:00' && minuteOf(to) <= minuteOf(from)
}

/** Where on the bar of a day a range lies, in percent; what runs past midnight is cut there. */
export function barOf(range: { from: string; to: string }): { start: number; width: number } {
  const start = minuteOf(range.from)
  const end = Math.min(1440, start + minutesOf(range))
  return { start: (start / 1440) * 100, width: ((end - start) / 1440) * 100 }
}

/** A time field cannot show 24:00; as an end, midnight means it. */
export const toField = (end: string) => (end === '24:00' ? '00:00' : end)
export const fromField = (end: string) => (end === '00:00' ? '24:00' : end)
