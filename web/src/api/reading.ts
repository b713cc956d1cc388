import { useEffect, useEffectEvent } from 'react'

/** Null where the browser has none: other tabs then learn of it when they come to the front. */
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('slotline:read')

const here = new EventTarget()

/** Tells this tab and the others of this browser that a notification was read. */
export function tellRead() {
  here.dispatchEvent(new Event('read'))
  // A channel is within one origin; the rule takes it for a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  otherTabs?.postMessage(null)
}

/** Runs when one was read in any tab, and when this one comes to the front: it may have been on another device. */
export function useAfterReading(listener: () => void) {
  const heard = useEffectEvent(listener)
  useEffect(() => {
    const onRead = () => heard()
    const onFront = () => document.visibilityState === 'visible' && heard()
    here.addEventListener('read', onRead)
    otherTabs?.addEventListener('message', onRead)
    document.addEventListener('visibilitychange', onFront)
    return () => {
      here.removeEventListener('read', onRead)
      otherTabs?.removeEventListener('message', onRead)
      document.removeEventListener('visibilitychange', onFront)
    }
  }, [])
}
