import { useState } from 'react'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes } from '../time/format.ts'
import { Button } from '../ui/button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Checkbox } from '../ui/toggle.tsx'

const common = [15, 30, 45, 60, 90, 120, 180, 240]

export interface LengthsFieldProps {
  value: number[]
  onChange: (minutes: number[]) => void
  isDisabled: boolean
}

export function LengthsField({ value, onChange, isDisabled }: LengthsFieldProps) {
  const { services: words, rules } = useWords().settings
  const locale = useLocale()
  const [other, setOther] = useState(Number.NaN)
  const shown = [...new Set([...common, ...value])].sort((a, b) => a - b)
  const set = (minutes: number, on: boolean) =>
    onChange((on ? [...value, minutes] : value.filter((one) => one !== minutes)).sort((a, b) => a - b))
  return (
    <fieldset className="choices">
      <legend className="field__label">{words.lengths}</legend>
      <p className="field__hint">{words.lengthsHint}</p>
      <div className="choices__row">
        {shown.map((minutes) => (
          <Checkbox
            key={minutes}
            isDisabled={isDisabled}
            isSelected={value.includes(minutes)}
            onChange={(on) => set(minutes, on)}
          >
            {formatMinutes(minutes, locale)}
          </Checkbox>
        ))}
      </div>
      {!isDisabled && (
        <div className="choices__other">
          <NumberField
            label={words.otherLength}
            unit={rules.minutes}
            minValue={5}
            maxValue={1440}
            value={other}
            onChange={setOther}
          />
          <Button
            isDisabled={Number.isNaN(other)}
            onPress={() => {
              if (!value.includes(other)) set(other, true)
              setOther(Number.NaN)
            }}
          >
            {words.addLength}
          </Button>
        </div>
      )}
      {value.length === 0 && <p className="field__error">{words.noLength}</p>}
    </fieldset>
  )
}
