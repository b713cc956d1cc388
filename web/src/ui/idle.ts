import { useEffect } from 'react'

/** Runs once, when the browser has nothing better to do. */
export function useIdle(task: () => unknown) {
  useEffect(() => {
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(task, 1_000)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(() => void task(), { timeout: 5_000 })
    return () => cancelIdleCallback(handle)
  }, [task])
}
