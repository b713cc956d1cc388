import type { EventLineFragment } from '../gql/requests.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatAgo } from '../time/format.ts'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { Changes, sayActor } from './request-history.tsx'

export interface ChangedMeanwhileProps {
  last: EventLineFragment | undefined
  /** False when the form no longer applies to what the request has become. */
  stillApplies: boolean
  onSeen: () => void
}

/** Somebody else was faster: says who did what, and lets the form go on from there with all that was entered. */
export function ChangedMeanwhile({ last, stillApplies, onSeen }: ChangedMeanwhileProps) {
  const words = useWords()
  const locale = useLocale()
  const { requests } = words
  return (
    <Alert kind="warning" title={requests.changedMeanwhile}>
      {last && (
        <p>
          {requests.changedBy(
            sayActor(words, last.actor),
            requests.events[last.type],
            formatAgo(last.occurredAt, locale),
          )}
        </p>
      )}
      {last && <Changes changes={last.changes} />}
      <p>{stillApplies ? requests.changedKeep : requests.nowDecided}</p>
      {stillApplies && (
        <Button size="small" onPress={onSeen}>
          {requests.changedSeen}
        </Button>
      )}
    </Alert>
  )
}
