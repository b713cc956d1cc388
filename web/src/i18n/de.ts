import { booking } from './de/booking.ts'
import { calendar } from './de/calendar.ts'
import { general } from './de/general.ts'
import { people } from './de/people.ts'
import { portal } from './de/portal.ts'
import { requests } from './de/requests.ts'
import { settings } from './de/settings.ts'
import { triage } from './de/triage.ts'
import type { Words } from './en.ts'

export const de: Words = { ...general, requests, booking, calendar, people, portal, settings, triage }
