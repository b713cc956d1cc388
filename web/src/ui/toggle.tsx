import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import {
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from 'react-aria-components/RadioGroup'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch'
import { Icon } from './icon.tsx'
import './styles/toggle.css'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children'> {
  children: ReactNode
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="check">
      <span className="check__box" aria-hidden="true">
        <Icon name="check" size={14} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}

export interface SwitchProps extends Omit<AriaSwitchProps, 'children'> {
  children: ReactNode
  hint?: ReactNode
}

export function Switch({ children, hint, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className="switch">
      <span className="switch__track" aria-hidden="true" />
      <span className="switch__text">
        {children}
        {hint && <span className="field__hint">{hint}</span>}
      </span>
    </AriaSwitch>
  )
}

export interface RadioGroupProps extends Omit<AriaRadioGroupProps, 'children' | 'className'> {
  label: string
  isLabelHidden?: boolean
  /** `row`: short answers beside one another; `cards`: answers with details, one under the other. */
  look?: 'row' | 'cards'
  children: ReactNode
}

export function RadioGroup({ label, isLabelHidden, look = 'cards', children, ...rest }: RadioGroupProps) {
  return (
    <AriaRadioGroup {...rest} className={`radios radios--${look}`}>
      <Label className={isLabelHidden ? 'visually-hidden' : 'field__label'}>{label}</Label>
      <div className="radios__items">{children}</div>
      <FieldError className="field__error" />
    </AriaRadioGroup>
  )
}

export function Radio({
  value,
  children,
  isDisabled = false,
}: {
  value: string
  children: ReactNode
  isDisabled?: boolean
}) {
  return (
    <AriaRadio value={value} isDisabled={isDisabled} className="radio">
      {children}
    </AriaRadio>
  )
}
