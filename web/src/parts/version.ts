import { useState } from 'react'

export interface SeenVersion {
  /** What a mutation names as the version that the person decided on. */
  expectedVersion: number
  hasChanged: boolean
  accept: () => void
}

/**
 * The version a form was opened on. A push may bring a newer one while somebody types; the form keeps naming the one
 * that was seen, until its person has said that they saw the change.
 */
export function useSeenVersion(current: number, before = current): SeenVersion {
  const [seen, setSeen] = useState(before)
  return { expectedVersion: seen, hasChanged: seen !== current, accept: () => setSeen(current) }
}
