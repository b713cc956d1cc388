import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { DeclineRequestDocument } from '../../gql/decisions.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import type { ActFormProps } from './approve-form.tsx'
import { keptDraft, useDecision } from './decision.ts'
import { ReplyChoice } from './reply-choice.tsx'

export function DeclineForm({ request, last, onCancel, onDone }: ActFormProps) {
  const words = useWords()
  const { decline } = words.requests
  const [before] = useState(() => keptDraft<string>('decline', request.id))
  const version = useSeenVersion(request.version, before?.expectedVersion)
  const { isRunning, refused, decide } = useDecision('decline', request, DeclineRequestDocument, ['reason'])
  const [reason, setReason] = useState(before?.draft ?? '')
  const isPending = request.status === 'PENDING'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = { id: request.id, expectedVersion: version.expectedVersion, reason: reason.trim() || null }
    if (await decide({ variables: { input }, draft: reason })) onDone()
  }

  return (
    <Form
      className="form act-form"
      onSubmit={(event) => void submit(event)}
      validationErrors={refused?.fields ?? {}}
      aria-label={decline.title}
    >
      <p className="act-form__title">{decline.title}</p>
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies={isPending} onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <ReplyChoice text={reason} onInsert={setReason} />
      <TextArea
        name="reason"
        label={decline.reason}
        hint={decline.reasonHint}
        optional={words.optional}
        value={reason}
        onChange={setReason}
        maxLength={2_000}
        autoFocus
      />
      <div className="form__actions act-form__end">
        <Button type="submit" kind="danger" isPending={isRunning} isDisabled={!isPending}>
          {decline.confirm}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  )
}
