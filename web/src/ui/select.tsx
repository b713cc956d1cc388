import { type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'
import './styles/field.css'
import './styles/select.css'

export interface Choice {
  id: string
  label: string
  detail?: string | undefined
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

/** The browser's own list: a phone shows its own wheel, and nothing has to be loaded for it. */
export function SelectField({
  label,
  isLabelHidden,
  choices,
  value,
  onChange,
  placeholder,
  name,
  hint,
  isDisabled,
}: SelectFieldProps) {
  const id = useId()
  const isChosen = choices.some((choice) => choice.id === value)
  return (
    <div className="field">
      <label className={isLabelHidden ? 'visually-hidden' : 'field__label'} htmlFor={id}>
        {label}
      </label>
      <span className="select">
        <select
          id={id}
          name={name}
          className="field__input select__box"
          disabled={isDisabled}
          value={isChosen ? (value ?? '') : ''}
          onChange={(event) => onChange(event.target.value)}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        >
          {!isChosen && (
            <option value="" disabled hidden>
              {placeholder ?? label}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.detail ? `${choice.label} (${choice.detail})` : choice.label}
            </option>
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
