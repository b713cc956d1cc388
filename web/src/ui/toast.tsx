import { type CSSProperties, useSyncExternalStore } from 'react'
import { useWords } from '../i18n/language.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { useKeys } from './keys.ts'
import {
  actOnToast,
  closeToast,
  pauseToast,
  resumeToast,
  type ShownToast,
  shownToasts,
  subscribeToasts,
} from './toasts.ts'
import './styles/toast.css'

/** The region stands from the start, so that screen readers announce what is put into it. */
export function ToastRegion() {
  const words = useWords()
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts)
  const undoable = toasts.findLast((toast) => toast.action?.isUndo)
  useKeys({ z: undoable ? () => actOnToast(undoable.id) : undefined })
  return (
    <section className="toasts no-print" aria-label={words.messages} aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} hasKey={toast === undoable} />
      ))}
    </section>
  )
}

function ToastLine({ toast, hasKey }: { toast: ShownToast; hasKey: boolean }) {
  const words = useWords()
  const { shortcuts } = usePreferences()
  const { id, kind = 'done', text, lines, action, lastsMs, closeLabel = words.dismiss } = toast
  const pause = () => pauseToast(id)
  const resume = () => resumeToast(id)
  return (
    <div
      className={`toast toast--${kind}`}
      onPointerEnter={pause}
      onPointerLeave={resume}
      onFocus={pause}
      onBlur={resume}
    >
      {action?.isUndo && lastsMs ? (
        <span className="toast__time" style={{ '--lasts': `${lastsMs}ms` } as CSSProperties} aria-hidden="true" />
      ) : (
        <Icon name={kind === 'done' ? 'check' : 'warning'} />
      )}
      <div className="toast__text">
        <p>{text}</p>
        {lines && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {action && (
        <Button size="small" shortcut={hasKey && shortcuts ? 'z' : undefined} onPress={() => actOnToast(id)}>
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={closeLabel} onPress={() => closeToast(id)} />
    </div>
  )
}
