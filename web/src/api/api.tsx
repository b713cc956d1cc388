import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Provider } from 'urql'
import { createApi, forgetRevision, type Api } from './client.ts'
import { type ConnectionState, useConnectionState } from './connection.ts'
import { endSession, useSession, type Session } from './session.ts'

export const CurrentApi = createContext<Api | null>(null)

/** Gives the page its client; a change of session replaces it, cache, socket and all. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const session = useSession()
  return (
    <ApiFor session={session} onSessionEnded={endSession}>
      {children}
    </ApiFor>
  )
}

interface ApiForProps {
  session: Session | null
  onSessionEnded: () => void
  children: ReactNode
}

/** A client that speaks with a session of its own, whoever is signed in otherwise. */
export function ApiFor({ session, onSessionEnded, children }: ApiForProps) {
  const [held, setHeld] = useState<{ api: Api; session: Session | null }>(() => ({
    api: createApi(session, onSessionEnded),
    session,
  }))
  if (held.session !== session) setHeld({ api: createApi(session, onSessionEnded), session })

  useEffect(() => {
    forgetRevision()
    return () => held.api.close()
  }, [held.api])

  return (
    <CurrentApi value={held.api}>
      <Provider value={held.api.client}>{children}</Provider>
    </CurrentApi>
  )
}

function useApi(): Api {
  const api = use(CurrentApi)
  if (!api) throw new Error('No API: render inside ApiProvider.')
  return api
}

export function useConnection(): ConnectionState {
  return useConnectionState(useApi().connection)
}

/** For what is not a query on screen, and so is not asked again by itself when the connection is back. */
export function useOnReturn(listener: () => void) {
  const { connection } = useApi()
  const onReturn = useEffectEvent(listener)
  useEffect(() => connection.onReturn(() => onReturn()), [connection])
}
