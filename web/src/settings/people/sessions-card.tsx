import { useAct } from '../../api/act.ts'
import { type ProfileQuery, RevokeOtherSessionsDocument, RevokeSessionDocument } from '../../gql/people.ts'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { formatAgo } from '../../time/format.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { showToast } from '../../ui/toasts.ts'
import { deviceOf } from './device.ts'

type Sessions = NonNullable<ProfileQuery['viewer']>['sessions']

export function SessionsCard({ sessions, onChanged }: { sessions: Sessions; onChanged: () => void }) {
  const { people: words } = useWords()
  const one = useAct(RevokeSessionDocument)
  const others = useAct(RevokeOtherSessionsDocument)
  const refused = one.refused ?? others.refused

  const end = async (id: string) => {
    if (!(await one.run({ input: { id } }))) return
    showToast({ text: words.sessionEnded })
    onChanged()
  }
  const endOthers = async () => {
    const data = await others.run({})
    if (!data) return
    showToast({ text: words.othersEnded(data.revokeOtherSessions.count ?? 0) })
    onChanged()
  }

  return (
    <section className="card form" aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions}</h2>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <ul className="people__list">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => void end(session.id)} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="form__actions">
          <Button isPending={others.isRunning} onPress={() => void endOthers()}>
            {words.endOthers}
          </Button>
        </div>
      )}
    </section>
  )
}

function SessionLine({ session, onEnd }: { session: Sessions[number]; onEnd: () => void }) {
  const { people: words } = useWords()
  const locale = useLocale()
  const { browser, system } = deviceOf(session.userAgent ?? '')
  const device = browser ? words.device(browser, system) : session.userAgent || words.unknownDevice
  return (
    <li className="people__line">
      <div className="people__who">
        <span className="people__device" title={session.userAgent ?? undefined}>
          {device}
        </span>
        <p className="faint small">
          {session.address && `${session.address} · `}
          {words.lastUsed(formatAgo(session.lastUsedAt, locale))}
        </p>
      </div>
      {session.isCurrent ? (
        <span className="tag tag--on">{words.thisSession}</span>
      ) : (
        <Button size="small" aria-label={words.endSessionOf(device)} onPress={onEnd}>
          {words.endSession}
        </Button>
      )}
    </li>
  )
}
