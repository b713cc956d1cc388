import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField'
import { Text } from 'react-aria-components/Text'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { Icon } from './icon.tsx'
import './styles/field.css'

export interface Labelled {
  label: string
  /** Shown beside the label where a field may stay empty. */
  optional?: string | undefined
  hint?: ReactNode
}

export function FieldLabel({ label, optional }: Labelled) {
  return (
    <Label className="field__label">
      {label}
      {optional && <span className="field__optional">{optional}</span>}
    </Label>
  )
}

export function FieldFoot({ hint }: { hint?: ReactNode }) {
  return (
    <>
      {hint && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
    </>
  )
}

export interface TextFieldProps extends AriaTextFieldProps, Labelled {
  placeholder?: string
}

export function TextField({ label, optional, hint, placeholder, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} className="field">
      <FieldLabel label={label} optional={optional} />
      <Input className="field__input" {...(placeholder ? { placeholder } : {})} />
      <FieldFoot hint={hint} />
    </AriaTextField>
  )
}

export interface TextAreaProps extends TextFieldProps {
  rows?: number
}

/** Says how many characters are left once that becomes interesting. */
export function TextArea({ label, optional, hint, placeholder, rows = 3, ...rest }: TextAreaProps) {
  const left = rest.maxLength === undefined ? undefined : rest.maxLength - (rest.value?.length ?? 0)
  return (
    <AriaTextField {...rest} className="field">
      <FieldLabel label={label} optional={optional} />
      <AriaTextArea className="field__input field__input--area" rows={rows} {...(placeholder ? { placeholder } : {})} />
      {left !== undefined && left <= 200 && <span className="field__hint tabular">{left}</span>}
      <FieldFoot hint={hint} />
    </AriaTextField>
  )
}

export interface SearchFieldProps extends AriaSearchFieldProps {
  label: string
  placeholder?: string
}

export function SearchField({ label, placeholder = label, ...rest }: SearchFieldProps) {
  return (
    <AriaSearchField {...rest} aria-label={label} className="search">
      <Icon name="search" size={16} />
      <Input className="search__input" placeholder={placeholder} />
    </AriaSearchField>
  )
}
