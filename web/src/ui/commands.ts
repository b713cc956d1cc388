import { useEffect, useEffectEvent, useId, useSyncExternalStore } from 'react'
import type { IconName } from './icon.tsx'

/** Something that can be done now, by name. */
export interface Command {
  id: string
  label: string
  icon: IconName
  /** The key that does the same without the palette. */
  shortcut?: string
  run: () => void
}

const listeners = new Set<() => void>()
const offered = new Map<string, readonly Command[]>()
let all: readonly Command[] = []

function publish() {
  all = [...offered.values()].toReversed().flat()
  for (const listener of listeners) listener()
}

/** What a screen offers for as long as it is shown. Screens that came last come first: they are what one is at. */
export function useCommands(commands: Command[]) {
  const owner = useId()
  const names = commands.map(({ id, label }) => `${id}:${label}`).join()
  const run = useEffectEvent((id: string) => commands.find((one) => one.id === id)?.run())
  const offer = useEffectEvent(() => commands.map((one) => ({ ...one, run: () => run(one.id) })))
  useEffect(() => {
    offered.set(owner, offer())
    publish()
    return () => {
      offered.delete(owner)
      publish()
    }
  }, [owner, names])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => all)
}
