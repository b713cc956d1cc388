import { useEffect, useSyncExternalStore } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './styles/toast.css'

export interface Toast {
  text: string
  kind?: 'done' | 'problem'
  action?: { label: string; run: () => void }
}

interface ShownToast extends Toast {
  id: number
}

const lifeMs = 7_000
const mostAtOnce = 3
const listeners = new Set<() => void>()
let shown: readonly ShownToast[] = []
let nextId = 1

function publish(next: readonly ShownToast[]) {
  shown = next
  for (const listener of listeners) listener()
}

export function showToast(toast: Toast) {
  publish([...shown, { ...toast, id: nextId++ }].slice(-mostAtOnce))
}

function dismiss(id: number) {
  publish(shown.filter((toast) => toast.id !== id))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The region stands from the start, so that screen readers announce what is put into it. */
export function ToastRegion() {
  const words = useWords()
  const toasts = useSyncExternalStore(subscribe, () => shown)
  return (
    <section className="toasts no-print" aria-label={words.messages} aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastLine({ toast }: { toast: ShownToast }) {
  const words = useWords()
  const { id, kind = 'done', text, action } = toast
  // A problem stays until it is read; so does a toast that offers something to do, for those who are slow to reach it.
  const stays = kind === 'problem' || action !== undefined
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(() => dismiss(id), lifeMs)
    return () => clearTimeout(timer)
  }, [id, stays])

  return (
    <div className={`toast toast--${kind}`}>
      <Icon name={kind === 'done' ? 'check' : 'warning'} />
      <p>{text}</p>
      {action && (
        <Button
          size="small"
          onPress={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={words.dismiss} onPress={() => dismiss(id)} />
    </div>
  )
}
