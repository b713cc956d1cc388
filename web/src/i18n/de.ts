import { general } from './de/general.ts'
import { requests } from './de/requests.ts'
import type { Words } from './en.ts'

export const de: Words = { ...general, requests }
