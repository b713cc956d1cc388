import { useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ServiceChoiceFragment, VisitorInput } from '../../gql/booking.ts'
import { dateIn } from '../../time/walltime.ts'
import { useZone } from '../../time/zone.tsx'
import { useSlotMonth } from '../slots/slot-search.ts'

export type Step = 'service' | 'time' | 'details'
export const steps: Step[] = ['service', 'time', 'details']

export interface DetailsDraft {
  description: string
  ticketId: string | null
  contactId: string | null
  visitor: Required<{ [K in Exclude<keyof VisitorInput, 'locale'>]: string }>
}

const emptyDraft: DetailsDraft = {
  description: '',
  ticketId: null,
  contactId: null,
  visitor: { name: '', email: '', phone: '', companyName: '', website: '' },
}

function validInstant(text: string | null): string | null {
  return text && !Number.isNaN(Date.parse(text)) ? text : null
}

/**
 * What has been chosen so far stands in the address, so that Back goes one step back and a copied address opens the
 * same step; what is typed is kept here, whichever step is on show.
 */
export function useWizard(services: ServiceChoiceFragment[]) {
  const [search, setSearch] = useSearchParams()
  const zone = useZone()
  const [draft, setDraft] = useState(emptyDraft)
  const service = services.find((one) => one.id === search.get('service')) ?? null
  const asked = Number(search.get('length'))
  const durationMinutes =
    service?.durationsMinutes.find((minutes) => minutes === asked) ?? service?.durationsMinutes[0] ?? 0
  const technicianId = service?.technicians.find((one) => one.id === search.get('with'))?.id ?? null
  const startsAt = service ? validInstant(search.get('start')) : null
  const step: Step = !service ? 'service' : startsAt && search.get('step') === 'details' ? 'details' : 'time'

  const wish = service && {
    serviceId: service.id,
    durationMinutes,
    technicianId,
    horizonDays: service.effectiveRules.horizonDays,
  }
  const { slots, focused, look } = useSlotMonth(wish, zone, startsAt && dateIn(startsAt, zone))

  const go = (changes: Record<string, string | null>, replace = false) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    setSearch(next, { replace })
    if ('service' in changes) look(null)
  }
  return {
    zone,
    step,
    service,
    durationMinutes,
    technicianId,
    startsAt,
    draft,
    change: (changes: Partial<DetailsDraft>) => setDraft((before) => ({ ...before, ...changes })),
    slots,
    focused,
    look,
    go,
    restart: () => {
      setDraft(emptyDraft)
      look(null)
      setSearch(new URLSearchParams())
    },
  }
}

export type WizardState = ReturnType<typeof useWizard>

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same input sent again, after a time-out or a double click, keeps its key and makes no second request. */
export function useIdempotencyKey() {
  const last = useRef({ input: '', key: '' })
  return (input: object): string => {
    const text = JSON.stringify(input)
    if (last.current.input !== text) last.current = { input: text, key: newKey() }
    return last.current.key
  }
}
