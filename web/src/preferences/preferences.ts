import { useSyncExternalStore } from 'react'

export type Language = 'en' | 'de'
export type Theme = 'system' | 'light' | 'dark'
export type Clock = 'locale' | '12' | '24'

export type UndoSeconds = 0 | 8 | 30
export type WeekStart = 1 | 6 | 7

export interface Preferences {
  /** Null: the browser's first language that we speak. */
  language: Language | null
  theme: Theme
  clock: Clock
  /** The zone times are shown in; null: the page's own default (staff: the organization's, clients: the device's). */
  zone: string | null
  /** Single-key shortcuts; people who use speech input need to turn them off. */
  shortcuts: boolean
  /** For how long a decision can be taken back before anybody hears of it; 0: it is sent at once. */
  undoSeconds: UndoSeconds
  /** The first day of the week, Monday being 1; null: as usual in the language and region. */
  weekStart: WeekStart | null
}

const storageKey = 'slotline:preferences'
const initial: Preferences = {
  language: null,
  theme: 'system',
  clock: 'locale',
  zone: null,
  shortcuts: true,
  undoSeconds: 8,
  weekStart: null,
}
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return { ...initial, ...(stored as Partial<Preferences>) }
  } catch {
    // Storage may be closed to us (private windows); preferences then last as long as the page.
    return initial
  }
}

function apply(preferences: Preferences) {
  const root = document.documentElement
  if (preferences.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = preferences.theme
}

function publish(next: Preferences) {
  current = next
  apply(next)
  for (const listener of listeners) listener()
}

export function setPreferences(change: Partial<Preferences>) {
  publish({ ...current, ...change })
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // As above: kept for this page only.
  }
}

export function getPreferences(): Preferences {
  return current
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

globalThis.addEventListener('storage', (event) => {
  if (event.key === storageKey) publish(read())
})
apply(current)

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences)
}
