import { useId, useState } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Button, IconButton } from './button.tsx'
import { SearchField } from './field.tsx'
import type { Choice } from './select.tsx'
import './styles/finder.css'

export interface FinderProps {
  label: string
  optional?: string
  placeholder: string
  /** Said when nothing matches. */
  empty: string
  /** What is chosen; null: nothing yet. */
  chosen: Choice | null
  onChoose: (choice: Choice | null) => void
  /** What is typed; the choices are what matches it. */
  text: string
  onText: (text: string) => void
  choices: Choice[]
}

/** Chooses one of very many: what is chosen stands there as a line, choosing is a search with its finds below. */
export function Finder({ label, optional, placeholder, empty, chosen, onChoose, text, onText, choices }: FinderProps) {
  const words = useWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const choose = (choice: Choice | null) => {
    onChoose(choice)
    setOpen(false)
    onText('')
  }
  return (
    <div className="finder" role="group" aria-labelledby={id}>
      <span className="field__label" id={id}>
        {label}
        {optional && <span className="field__optional">{optional}</span>}
      </span>
      {isOpen ? (
        <>
          <SearchField label={placeholder} value={text} onChange={onText} maxLength={200} autoFocus />
          <ul className="finder__finds" aria-live="polite">
            {choices.map((choice) => (
              <li key={choice.id}>
                <button type="button" className="finder__find" onClick={() => choose(choice)}>
                  <span>{choice.label}</span>
                  {choice.detail && <span className="faint small">{choice.detail}</span>}
                </button>
              </li>
            ))}
            {choices.length === 0 && <li className="finder__empty">{empty}</li>}
          </ul>
          <Button size="small" kind="quiet" onPress={() => setOpen(false)}>
            {words.cancel}
          </Button>
        </>
      ) : chosen ? (
        <span className="finder__chosen">
          <span>{chosen.label}</span>
          <Button size="small" kind="quiet" onPress={() => setOpen(true)}>
            {words.booking.change}
          </Button>
          <IconButton icon="close" label={`${words.remove}: ${chosen.label}`} onPress={() => choose(null)} />
        </span>
      ) : (
        <Button icon="search" onPress={() => setOpen(true)} aria-describedby={id}>
          {placeholder}
        </Button>
      )}
    </div>
  )
}
