import type { OperationContext } from '@urql/core'
import { fetchOptionsOf } from './client.ts'
import { getSession } from './session.ts'

/** For a request that outlives the page which sends it. */
export function leavingContext(isLeaving: boolean): Partial<OperationContext> {
  return isLeaving ? { fetchOptions: { ...fetchOptionsOf(getSession()), keepalive: true } } : {}
}
