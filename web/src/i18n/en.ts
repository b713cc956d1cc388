import { booking } from './en/booking.ts'
import { calendar } from './en/calendar.ts'
import { general } from './en/general.ts'
import { people } from './en/people.ts'
import { portal } from './en/portal.ts'
import { requests } from './en/requests.ts'
import { settings } from './en/settings.ts'
import { triage } from './en/triage.ts'

export const en = { ...general, requests, booking, calendar, people, portal, settings, triage }

/** Every language has the same words; one that lacks some does not compile. */
export type Words = typeof en
