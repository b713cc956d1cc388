import { useSyncExternalStore } from 'react'

/**
 * The one place that knows how the browser proves who is signed in: by a cookie that no script can read, so a page
 * learns from the server whether there is anybody. A token is for pages that speak for somebody by a link alone, and
 * for servers that answer one.
 */
export interface Session {
  token: string | null
}

const listeners = new Set<() => void>()
let current: Session | null = { token: null }

function publish(next: Session | null) {
  current = next
  for (const listener of listeners) listener()
}

export function startSession(token: string | null) {
  publish({ token })
}

export function endSession() {
  publish(null)
}

/** Null once it is known that nobody is signed in. */
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

/** Beside this header the server takes the cookie for a sign of the person; another site's page cannot send it. */
const ownPage = { 'x-slotline-session': 'cookie' }

export function authorizationOf(session: Session | null): Record<string, string> {
  return session?.token ? { authorization: `Bearer ${session.token}` } : ownPage
}
