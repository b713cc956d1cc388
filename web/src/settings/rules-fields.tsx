import type { ServiceSettingsFragment, SettingsServicesQuery } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes } from '../time/format.ts'
import { NumberField } from '../ui/number-field.tsx'

export type OwnRules = ServiceSettingsFragment['rules']
export type EffectiveRules = NonNullable<SettingsServicesQuery['organization']>['defaults']
type RuleName = keyof OwnRules

/** The bounds are those that make sense on a form; what the server accepts is its own to say. */
const rules: { name: RuleName; unit: 'minutes' | 'days' | null; min: number; max: number; step: number }[] = [
  { name: 'slotStepMinutes', unit: 'minutes', min: 5, max: 480, step: 5 },
  { name: 'bufferBeforeMinutes', unit: 'minutes', min: 0, max: 480, step: 5 },
  { name: 'bufferAfterMinutes', unit: 'minutes', min: 0, max: 480, step: 5 },
  { name: 'minimumNoticeMinutes', unit: 'minutes', min: 0, max: 525_600, step: 30 },
  { name: 'horizonDays', unit: 'days', min: 1, max: 730, step: 1 },
  { name: 'maxPerDay', unit: null, min: 1, max: 1_000, step: 1 },
  { name: 'cancellationCutoffMinutes', unit: 'minutes', min: 0, max: 525_600, step: 30 },
]

export const ruleNames: string[] = rules.map(({ name }) => name)

export interface RulesFieldsProps {
  value: OwnRules
  onChange: (value: OwnRules) => void
  /** What holds where a field is empty; null: these are the defaults themselves, and only one of them may be empty. */
  inherited: EffectiveRules | null
  isDisabled: boolean
}

export function RulesFields({ value, onChange, inherited, isDisabled }: RulesFieldsProps) {
  const { rules: words } = useWords().settings
  const locale = useLocale()
  const say = (unit: 'minutes' | 'days' | null, amount: number | null) => {
    if (amount === null) return words.noLimit
    if (unit === 'minutes') return formatMinutes(amount, locale)
    return unit === 'days' ? `${amount} ${words.days}` : String(amount)
  }
  return (
    <div className="rules">
      {rules.map(({ name, unit, min, max, step }) => {
        const own = value[name]
        const hint =
          own !== null && unit === 'minutes' && own >= 60
            ? `${words.hints[name]} (${formatMinutes(own, locale)})`
            : words.hints[name]
        return (
          <NumberField
            key={name}
            name={name}
            label={words[name]}
            hint={
              <>
                {hint}
                {inherited && own === null && (
                  <strong className="rules__inherited">{words.inherited(say(unit, inherited[name]))}</strong>
                )}
              </>
            }
            {...(inherited
              ? { placeholder: inherited[name] === null ? words.noLimit : String(inherited[name]) }
              : name === 'maxPerDay'
                ? { placeholder: words.noLimit }
                : { isRequired: true })}
            {...(unit ? { unit: words[unit] } : {})}
            minValue={min}
            maxValue={max}
            step={step}
            isDisabled={isDisabled}
            value={own ?? Number.NaN}
            onChange={(next) => onChange({ ...value, [name]: Number.isNaN(next) ? null : next })}
          />
        )
      })}
    </div>
  )
}
