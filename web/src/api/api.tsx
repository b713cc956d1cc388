import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { Provider } from 'urql'
import { createApi, forgetRevision, type Api } from './client.ts'
import { type ConnectionState, useConnectionState } from './connection.ts'
import { useSession, type Session } from './session.ts'

const CurrentApi = createContext<Api | null>(null)

/** Gives the page its client; a change of session replaces it, cache, socket and all. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const session = useSession()
  const [held, setHeld] = useState<{ api: Api; session: Session | null }>(() => ({ api: createApi(session), session }))
  if (held.session !== session) setHeld({ api: createApi(session), session })

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
