import { useMemo, useState } from 'react'
import { useLocale, useWords } from '../i18n/language.tsx'
import { placeOf, zoneShort } from '../time/format.ts'
import { deviceZone } from '../time/walltime.ts'
import { type Choice, ComboField } from '../ui/select.tsx'

const noChoice = '-'

export interface ZoneFieldProps {
  label: string
  hint?: string
  /** Null: no choice of one's own; offered only where `organizationZone` says what then holds. */
  value: string | null
  onChange: (zone: string | null) => void
  organizationZone?: string | null
  isDisabled?: boolean
}

export function ZoneField({ label, hint, value, onChange, organizationZone = null, isDisabled = false }: ZoneFieldProps) {
  const { preferences: words } = useWords()
  const locale = useLocale()
  const [now] = useState(() => new Date().toISOString())
  const choices = useMemo<Choice[]>(() => {
    const device = deviceZone()
    const known = new Set([device, ...(value ? [value] : []), ...Intl.supportedValuesOf('timeZone')])
    const all = [...known].map((zone) => ({
      id: zone,
      label: zone === device ? words.deviceZone(placeOf(zone)) : placeOf(zone),
      detail: zoneShort(now, { locale, zone, clock: 'locale' }),
    }))
    const fallback = organizationZone ? [{ id: noChoice, label: words.zoneDefault(placeOf(organizationZone)) }] : []
    return [...fallback, ...all]
  }, [words, locale, value, organizationZone, now])

  return (
    <ComboField
      label={label}
      {...(hint ? { hint } : {})}
      choices={choices}
      isDisabled={isDisabled}
      value={value ?? (organizationZone ? noChoice : null)}
      onChange={(zone) => zone !== null && onChange(zone === noChoice ? null : zone)}
      placeholder={words.zoneSearch}
      empty={words.zoneUnknown}
    />
  )
}
