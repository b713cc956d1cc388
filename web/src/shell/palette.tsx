import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { useLocation } from 'wouter'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { RequestListDocument } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { whoseRequest } from '../parts/request-facts.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { type Command, useOfferedCommands } from '../ui/commands.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useSettled } from '../ui/settled.ts'
import './palette.css'

const fewestLetters = 2
const mostFound = 6

/** Requests that match what is typed, as commands that open them. */
function useFound(text: string): Command[] {
  const { requests: words } = useWords()
  const staff = isStaff(useViewer())
  const [, navigate] = useLocation()
  const search = useSettled(text.trim(), 200)
  const isAsked = search.length >= fewestLetters && search === text.trim()
  const [{ data }] = useQuery({
    query: RequestListDocument,
    variables: { filter: { search }, first: mostFound },
    pause: !isAsked,
  })
  if (!isAsked) return []
  return (data?.appointmentRequests.nodes ?? []).map((row) => ({
    id: row.id,
    label: `${whoseRequest(row)}, ${row.service.name} · ${words.status[row.status]} · ${row.reference}`,
    icon: 'inbox',
    run: () => navigate(`${staff ? '/schedule' : '/portal'}/requests/${row.reference}`),
  }))
}

function fits(label: string, text: string): boolean {
  const name = label.toLocaleLowerCase()
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word))
}

/** Everything that can be done from here, by typing a part of its name; the keys that do the same stand beside. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { palette: words } = useWords().triage
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const commands = useOfferedCommands().filter(({ label }) => fits(label, text.trim()))
  const shown = [...commands, ...useFound(text)]
  const place = Math.min(at, shown.length - 1)
  const id = useId()
  const choose = (command: Command | undefined) => {
    if (!command) return
    onClose()
    // Once the dialog has given the focus back, so that what is opened can take it.
    setTimeout(command.run)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((place + step + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') choose(shown[place])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <div className="palette">
        <input
          className="field__input"
          // The palette was opened to type into it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          aria-label={words.hint}
          {...(shown[place] ? { 'aria-activedescendant': `${id}-${place}` } : {})}
          placeholder={words.hint}
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <div role="listbox" id={id} className="palette__list" aria-label={words.title}>
          {shown.map((command, index) => (
            <Line
              key={command.id}
              id={`${id}-${index}`}
              command={command}
              isCurrent={index === place}
              onChoose={() => choose(command)}
            />
          ))}
        </div>
        <p role="status" className={shown.length === 0 ? 'faint' : 'visually-hidden'}>
          {words.found(shown.length)}
        </p>
      </div>
    </Dialog>
  )
}

interface LineProps {
  id: string
  command: Command
  isCurrent: boolean
  onChoose: () => void
}

function Line({ id, command, isCurrent, onChoose }: LineProps) {
  const { shortcuts } = usePreferences()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isCurrent) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    // The keys are the input's, as everywhere with a combobox.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div ref={place} id={id} role="option" aria-selected={isCurrent} className="palette__line" onClick={onChoose}>
      <Icon name={command.icon} />
      <span className="palette__label">{command.label}</span>
      {command.shortcut && shortcuts && <kbd className="button__key">{command.shortcut}</kbd>}
    </div>
  )
}
