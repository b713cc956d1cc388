import type { Choice } from '../../ui/select.tsx'

const known: Choice[] = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
]

/** The languages that mails are written in, and the one that somebody has. */
export function languages(own: string): Choice[] {
  return known.some(({ id }) => id === own) ? known : [...known, { id: own, label: own }]
}
