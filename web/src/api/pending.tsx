import { createContext, use, type ReactNode } from 'react'
import { useSubscription } from 'urql'
import { PendingCountDocument } from '../gql/shell.ts'

const Pending = createContext<number | null>(null)

/** One subscription for the whole page; everybody who shows the number reads it here. */
export function PendingProvider({ isStaff, children }: { isStaff: boolean; children: ReactNode }) {
  const [{ data }] = useSubscription({ query: PendingCountDocument, pause: !isStaff })
  return <Pending value={data?.pendingCount.count ?? null}>{children}</Pending>
}

/** How many requests wait for a decision; null for those who do not decide, and until it is known. */
export function usePending(): number | null {
  return use(Pending)
}
