import { useEffect, useEffectEvent } from 'react'
import type { RequestChangedSubscription } from '../gql/shell.ts'

export type RequestEvent = RequestChangedSubscription['appointmentRequestChanged']

const listeners = new Set<(event: RequestEvent) => void>()

/** The shell holds the one subscription of the page and tells everybody here. */
export function announce(event: RequestEvent) {
  for (const listener of listeners) listener(event)
}

export function onRequestEvent(listener: (event: RequestEvent) => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useRequestEvents(listener: (event: RequestEvent) => void) {
  const onEvent = useEffectEvent(listener)
  useEffect(() => {
    listeners.add(onEvent)
    return () => void listeners.delete(onEvent)
  }, [])
}

/** Runs once for a burst of events, not once for each, and also while they never cease. */
export function useAfterRequestEvents(listener: () => void, pauseMs = 150) {
  const onBurst = useEffectEvent(listener)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onEvent = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        onBurst()
      }, pauseMs)
    }
    listeners.add(onEvent)
    return () => {
      clearTimeout(timer)
      listeners.delete(onEvent)
    }
  }, [pauseMs])
}
