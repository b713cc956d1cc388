import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo } from 'react'
import { useClient, useSubscription } from 'urql'
import { leavingContext } from '../api/leaving.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  AnnouncePresenceDocument,
  type AnnouncePresenceInput,
  type PresenceActivity,
  PresenceChangedDocument,
  type PresenceChangedSubscription,
} from '../gql/presence.ts'
import { useWords } from '../i18n/language.tsx'
import { groupBy } from '../time/group.ts'
import { Icon } from '../ui/icon.tsx'
import './presence.css'

type Present = PresenceChangedSubscription['presenceChanged']['present'][number]

/** A third of the time that the server lets a word hold: two may get lost. */
const sayAgainMs = 8_000
const settleMs = 200
const ownWindow = crypto.getRandomValues(new Uint32Array(4)).join('-')
const Colleagues = createContext<ReadonlyMap<string, Present[]>>(new Map())

/** Follows at which requests the viewer's colleagues are; the viewer's own windows are left out. */
export function PresenceProvider({ children }: { children: ReactNode }) {
  const { actor } = useViewer()
  const ownId = actor.__typename === 'StaffMember' ? actor.id : null
  const [{ data }] = useSubscription({ query: PresenceChangedDocument })
  const present = data?.presenceChanged.present
  const colleagues = useMemo(
    () =>
      groupBy(
        (present ?? []).filter((one) => one.staffMemberId !== ownId),
        (one) => one.requestId,
      ),
    [present, ownId],
  )
  return <Colleagues value={colleagues}>{children}</Colleagues>
}

const nobody: Present[] = []

export function useColleaguesAt(requestId: string): Present[] {
  return use(Colleagues).get(requestId) ?? nobody
}

let settling: ReturnType<typeof setTimeout> | undefined
let lastSaid: Promise<unknown> = Promise.resolve()

/** Tells colleagues that this window is at a request, for as long as it is. */
export function useAnnouncedAt(requestId: string, activity: PresenceActivity) {
  const client = useClient()
  const say = useEffectEvent(async (at: string | null, isLeaving = false) => {
    const input: AnnouncePresenceInput = { window: ownWindow, activity, requestId: at }
    // Nobody waits for the answer: not to be seen for a moment is no reason to be stopped or told of a failure.
    await client.mutation(AnnouncePresenceDocument, { input }, leavingContext(isLeaving)).toPromise()
  })
  /** Once somebody stays somewhere, and one word after the other, so that the last one said is the last one heard. */
  const sayOnceSettled = useEffectEvent((at: string | null) => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      lastSaid = lastSaid.then(async () => say(at))
    }, settleMs)
  })
  useEffect(() => {
    const sayWhere = () => sayOnceSettled(requestId)
    const sayGone = () => void say(null, true)
    sayWhere()
    const timer = setInterval(sayWhere, sayAgainMs)
    globalThis.addEventListener('pagehide', sayGone)
    return () => {
      clearInterval(timer)
      globalThis.removeEventListener('pagehide', sayGone)
    }
  }, [requestId, activity])
  useEffect(() => () => sayOnceSettled(null), [])
}

/** On a row: that somebody is there. Who it is, is read out and shown on pointing at it. */
export function PresenceMark({ requestId }: { requestId: string }) {
  const { presence: words } = useWords().triage
  const there = useColleaguesAt(requestId)
  if (there.length === 0) return null
  const text = there.map(({ name, activity }) => words[activity](name)).join(' ')
  const isEditing = there.some(({ activity }) => activity === 'EDITING')
  return (
    <span className={isEditing ? 'presence presence--editing' : 'presence'} title={text}>
      <Icon name={isEditing ? 'edit' : 'eye'} size={14} />
      <span className="visually-hidden">{text}</span>
    </span>
  )
}

/** In the request itself, in words, before somebody decides on it a second time. */
export function PresenceLine({ requestId }: { requestId: string }) {
  const { presence: words } = useWords().triage
  const there = useColleaguesAt(requestId)
  return (
    <div role="status" className="presence-line">
      {there.map(({ staffMemberId, name, activity }) => (
        <p key={staffMemberId} className={activity === 'EDITING' ? 'presence presence--editing' : 'presence'}>
          <Icon name={activity === 'EDITING' ? 'edit' : 'eye'} size={15} />
          {words[activity](name)}
        </p>
      ))}
    </div>
  )
}
