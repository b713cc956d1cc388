import { useSyncExternalStore } from 'react'

export type Language = 'en' | 'de'
export type Theme = 'system' | 'light' | 'dark'
export type Clock = 'locale' | '12' | '24'

export interface Preferences {
  /** Null: the browser's first language that we speak. */
  language: Language | null
  theme: Theme
  clock: Clock
  /** The zone times are shown in; null: the page's own default (the organization's for staff, the device's for clients). */
  zone: string | null
  /** Single-key shortcuts; people who use speech input need to turn them off. */
  shortcuts: boolean
}

const storageKey = 'slotline:preferences'
const initial: Preferences = { language: null, theme: 'system', clock: 'locale', zone: null, shortcuts: true }
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
