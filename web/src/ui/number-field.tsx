import { Input } from 'react-aria-components/Input'
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField'
import { FieldFoot, FieldLabel, type Labelled } from './field.tsx'

export interface NumberFieldProps extends AriaNumberFieldProps, Labelled {
  placeholder?: string
  unit?: string
}

export function NumberField({ label, optional, hint, placeholder, unit, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField {...rest} className="field">
      <FieldLabel label={label} optional={optional} />
      <span className="field__box">
        <Input className="field__input field__input--number" {...(placeholder ? { placeholder } : {})} />
        {unit && <span className="field__unit">{unit}</span>}
      </span>
      <FieldFoot hint={hint} />
    </AriaNumberField>
  )
}
