import { useSyncExternalStore } from 'react'

/**
 * The one place that knows how the browser proves who is signed in: a bearer token, kept in memory and, to survive a
 * reload of this tab, in sessionStorage.
 */
export interface Session {
  token: string
}

const storageKey = 'slotline:session'
const listeners = new Set<() => void>()
let current = read()

function read(): Session | null {
  try {
    const token = sessionStorage.getItem(storageKey)
    return token ? { token } : null
  } catch {
    return null
  }
}

function publish(next: Session | null) {
  current = next
  for (const listener of listeners) listener()
}

export function startSession(token: string) {
  try {
    sessionStorage.setItem(storageKey, token)
  } catch {
    // Storage is closed to us: the session lasts until the page is left.
  }
  publish({ token })
}

export function endSession() {
  try {
    sessionStorage.removeItem(storageKey)
  } catch {
    // Nothing was stored then.
  }
  publish(null)
}

export function getSession(): Session | null {
  return current
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, getSession)
}

export function authorizationOf(session: Session | null): Record<string, string> {
  return session ? { authorization: `Bearer ${session.token}` } : {}
}
