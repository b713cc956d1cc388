import { useEffect, useEffectEvent } from 'react'

/** Null where the browser has none: other tabs then learn of it when they come to the front. */
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('slotline:read')

/** Tells the other tabs of this browser that a notification was read here. */
export function tellRead() {
  // A channel is within one origin; the rule takes it for a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  otherTabs?.postMessage(null)
}

/** Runs when one was read in another tab, and when this one comes to the front: it may have been on another device. */
export function useReadElsewhere(listener: () => void) {
  const heard = useEffectEvent(listener)
  useEffect(() => {
    const onMessage = () => heard()
    const onFront = () => document.visibilityState === 'visible' && heard()
    otherTabs?.addEventListener('message', onMessage)
    document.addEventListener('visibilitychange', onFront)
    return () => {
      otherTabs?.removeEventListener('message', onMessage)
      document.removeEventListener('visibilitychange', onFront)
    }
  }, [])
}
