import { useEffect, useEffectEvent } from 'react'
import { usePreferences } from '../preferences/preferences.ts'

const typingIn =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], ' +
  '[role="textbox"], [role="spinbutton"], [role="combobox"]'
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return true
  const target = event.target instanceof Element ? event.target : null
  return (target?.closest(`${typingIn}, ${ownKeys}`) ?? undefined) !== undefined
}

/**
 * Single-key shortcuts: dead while somebody types, while a dialog or list has the keys, and when switched off.
 * Caught on the way down, because lists of the component library take letters for searching in them.
 */
export function useKeys(keys: Record<string, ((event: KeyboardEvent) => void) | undefined>) {
  const { shortcuts } = usePreferences()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || isTaken(event)) return
    event.preventDefault()
    event.stopPropagation()
    act(event)
  })
  useEffect(() => {
    if (!shortcuts) return
    const listener = (event: KeyboardEvent) => onKey(event)
    globalThis.addEventListener('keydown', listener, { capture: true })
    return () => globalThis.removeEventListener('keydown', listener, { capture: true })
  }, [shortcuts])
}
