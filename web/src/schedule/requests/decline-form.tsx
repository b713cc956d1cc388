import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import { DeclineRequestDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { ActFormProps } from './approve-form.tsx'

export function DeclineForm({ request, last, onCancel, onDeciding, onDone }: ActFormProps) {
  const words = useWords()
  const { decline } = words.requests
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(DeclineRequestDocument, ['reason'])
  const [reason, setReason] = useState('')
  const isPending = request.status === 'PENDING'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    onDeciding(true)
    const input = { id: request.id, expectedVersion: version.expectedVersion, reason: reason.trim() || null }
    if (!(await run({ input }))) return onDeciding(false)
    showToast({ text: decline.done(whoseRequest(request)) })
    onDone()
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
