import { type ReactNode, useId } from 'react'
import './styles/field.css'

export interface NativeFieldProps {
  type: 'date' | 'time'
  label: string
  value: string
  onChange: (value: string) => void
  name?: string
  hint?: ReactNode
  min?: string
  max?: string
  step?: number
  isRequired?: boolean
  isLabelHidden?: boolean
}

/** The browser's own date and time fields: typed or picked, in the person's own order, with a phone's own wheels. */
export function NativeField({ label, hint, onChange, isRequired, isLabelHidden, ...input }: NativeFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className={isLabelHidden ? 'visually-hidden' : 'field__label'} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field__input field__input--native"
        {...(isRequired ? { required: true } : {})}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        {...input}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}
