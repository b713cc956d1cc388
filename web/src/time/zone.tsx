import { createContext, use, useMemo, type ReactNode } from 'react'
import { useLocale } from '../i18n/language.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { type TimeStyle } from './format.ts'
import { deviceZone, firstDayOfWeek, isZone } from './walltime.ts'

const PageZone = createContext<string | null>(null)

/** Gives a page its own default zone, which a person's explicit choice still overrules. */
export function ZoneDefault({ zone, children }: { zone: string | null; children: ReactNode }) {
  return <PageZone value={zone}>{children}</PageZone>
}

/** The zone that every time on the page is shown in. */
export function useZone(): string {
  const chosen = usePreferences().zone
  const pageZone = use(PageZone)
  if (isZone(chosen)) return chosen
  return isZone(pageZone) ? pageZone : deviceZone()
}

export function useTimeStyle(zone?: string): TimeStyle {
  const { clock } = usePreferences()
  const locale = useLocale()
  const shown = useZone()
  const used = zone ?? shown
  return useMemo(() => ({ locale, zone: used, clock }), [locale, used, clock])
}

/** The first day of this reader's week; Monday is 1. */
export function useFirstDay(): number {
  const { weekStart } = usePreferences()
  const locale = useLocale()
  return weekStart ?? firstDayOfWeek(locale)
}
