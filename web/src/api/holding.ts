import { useSyncExternalStore } from 'react'
import { onRequestEvent } from './events.ts'

/**
 * Acts that are decided but not sent, so that they can be taken back without anybody having heard of them. What is
 * held lives here and not in a screen: going to another page changes nothing about it.
 */
interface Held {
  about: readonly string[]
  /** Null once it is on its way. */
  send: ((isLeaving: boolean) => Promise<void>) | null
}

export interface HeldAct {
  /** Sends it now; what happens to it is its own to say. */
  release: () => Promise<void>
  /** Forgets it: nothing was sent and nothing will be. False: it was too late for that. */
  drop: () => boolean
}

const listeners = new Set<() => void>()
let held: readonly Held[] = []
let about: ReadonlySet<string> = new Set()

function publish(next: readonly Held[]) {
  held = next
  about = new Set(held.flatMap((one) => one.about))
  for (const listener of listeners) listener()
}

async function release(one: Held, isLeaving = false) {
  const { send } = one
  if (!send) return
  one.send = null
  try {
    await send(isLeaving)
  } finally {
    publish(held.filter((other) => other !== one))
  }
}

/** Keeps an act back until it is released, or until the page is left. */
export function hold(ids: readonly string[], send: (isLeaving: boolean) => Promise<void>): HeldAct {
  const one: Held = { about: ids, send }
  publish([...held, one])
  return {
    release: async () => release(one),
    drop: () => {
      if (!one.send) return false
      publish(held.filter((other) => other !== one))
      return true
    },
  }
}

/** Whoever signs out has decided; what they decided is sent while they may still do so. */
export async function sendAllHeld() {
  await Promise.all(held.map(async (one) => release(one)))
}

// Leaving the page is no way to take a decision back: it is sent at once, by a request that outlives the page. The
// other choice, to drop it, would leave a client waiting for an answer that somebody is sure to have given.
globalThis.addEventListener('pagehide', () => {
  for (const one of held) void release(one, true)
})

// Somebody else was faster: waiting longer cannot help, and the answer says what has become of it.
onRequestEvent(({ request }) => {
  for (const one of held) if (one.about.includes(request.id)) void release(one)
})

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is held or on its way is about these: they are as good as decided here, and nowhere else yet. */
export function useHeld(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => about)
}
