import { general } from './en/general.ts'
import { requests } from './en/requests.ts'

export const en = { ...general, requests }

/** Every language has the same words; one that lacks some does not compile. */
export type Words = typeof en
