import { useId, useMemo, useState } from 'react'
import { useLocale, useWords } from '../i18n/language.tsx'
import { placeOf, zoneShort } from '../time/format.ts'
import { deviceZone } from '../time/walltime.ts'
import { Icon } from '../ui/icon.tsx'
import '../ui/styles/field.css'
import '../ui/styles/select.css'
import { groupBy } from '../time/group.ts'

export interface ZoneFieldProps {
  label: string
  hint?: string
  /** Null: no choice of one's own; offered only where `organizationZone` says what then holds. */
  value: string | null
  onChange: (zone: string | null) => void
  organizationZone?: string | null
  isDisabled?: boolean
}

const other = 'UTC'

/** By continent, as the zones' own names are. */
function useContinents(): [string, string[]][] {
  return useMemo(() => {
    const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), other])]
    return [...groupBy(zones, (zone) => (zone.includes('/') ? (zone.split('/')[0] ?? other) : other))]
  }, [])
}

export function ZoneField({
  label,
  hint,
  value,
  onChange,
  organizationZone = null,
  isDisabled = false,
}: ZoneFieldProps) {
  const { preferences: words } = useWords()
  const locale = useLocale()
  const id = useId()
  const continents = useContinents()
  const device = deviceZone()
  const [now] = useState(() => new Date().toISOString())
  const offset = (zone: string) => zoneShort(now, { locale, zone, clock: 'locale' })
  const isUnknown = value !== null && value !== device && !continents.some(([, zones]) => zones.includes(value))
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <span className="select">
        <select
          id={id}
          className="field__input select__box"
          disabled={isDisabled}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || null)}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        >
          {organizationZone && <option value="">{words.zoneDefault(placeOf(organizationZone))}</option>}
          <option value={device}>{words.deviceZone(placeOf(device))}</option>
          {isUnknown && <option value={value}>{placeOf(value)}</option>}
          {continents.map(([continent, zones]) => (
            <optgroup key={continent} label={continent}>
              {zones
                .filter((zone) => zone !== device)
                .map((zone) => (
                  <option key={zone} value={zone}>
                    {placeOf(zone)} ({offset(zone)})
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <Icon name="chevronDown" size={16} />
      </span>
      {hint && (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}
