import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, type ComboBoxProps as AriaComboBoxProps } from 'react-aria-components/ComboBox'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'
import './styles/field.css'
import './styles/list.css'

export interface Choice {
  id: string
  label: string
  detail?: string | undefined
}

export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className="choice">
      <Text slot="label">{choice.label}</Text>
      {choice.detail && (
        <Text slot="description" className="choice__detail">
          {choice.detail}
        </Text>
      )}
    </ListBoxItem>
  )
}

export interface SelectFieldProps {
  label: string
  /** The label is read out, not shown: for filters, whose value says what they are. */
  isLabelHidden?: boolean
  choices: Choice[]
  value: string | null
  onChange: (value: string) => void
  placeholder?: string
  name?: string
  hint?: ReactNode
  isDisabled?: boolean
}

export function SelectField({ label, isLabelHidden, choices, value, onChange, placeholder, hint, ...rest }: SelectFieldProps) {
  return (
    <AriaSelect
      {...rest}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      placeholder={placeholder ?? label}
      className={isLabelHidden ? 'field field--bare' : 'field'}
    >
      {!isLabelHidden && <Label className="field__label">{label}</Label>}
      <Button className="field__input select__button">
        <SelectValue className="select__value" />
        <Icon name="chevronDown" size={16} />
      </Button>
      {hint && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
      <Popover className="popover popover--list">
        <ListBox items={choices} className="listbox">
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export interface ComboFieldProps extends Pick<
  AriaComboBoxProps<Choice>,
  'inputValue' | 'onInputChange' | 'isDisabled' | 'isRequired' | 'allowsEmptyCollection' | 'name'
> {
  label: string
  optional?: string
  choices: Choice[]
  value: string | null
  onChange: (value: string | null) => void
  placeholder?: string
  empty?: string
  hint?: ReactNode
  /** The choices are already what matches; else the typed text filters them here. */
  isFilteredByServer?: boolean
}

export function ComboField(props: ComboFieldProps) {
  const { label, optional, choices, value, onChange, placeholder, empty, hint, isFilteredByServer = false, ...rest } = props
  return (
    <AriaComboBox
      {...rest}
      {...(isFilteredByServer ? { items: choices, allowsEmptyCollection: true } : { defaultItems: choices })}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      menuTrigger="focus"
      className="field"
    >
      <Label className="field__label">
        {label}
        {optional && <span className="field__optional">{optional}</span>}
      </Label>
      <span className="field__box">
        <Input className="field__input" {...(placeholder ? { placeholder } : {})} />
        <Button className="field__drop">
          <Icon name="chevronDown" size={16} />
        </Button>
      </span>
      {hint && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
      <Popover className="popover popover--list">
        <ListBox className="listbox" renderEmptyState={() => <p className="listbox__empty">{empty}</p>}>
          {(choice: Choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
