import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import { LinkTicketDocument, UpdateInternalNotesDocument } from '../../gql/decisions.ts'
import { useWords } from '../../i18n/language.tsx'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { useSeenVersion } from '../../parts/version.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { ActFormProps } from './approve-form.tsx'
import { TicketField } from '../../parts/ticket-field.tsx'

export function NotesForm({ request, last, onCancel, onDone }: ActFormProps) {
  const words = useWords()
  const { notes, fields, actions } = words.requests
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(UpdateInternalNotesDocument, ['internalNotes'])
  const [text, setText] = useState(request.internalNotes ?? '')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = {
      requestId: request.id,
      expectedVersion: version.expectedVersion,
      internalNotes: text.trim() || null,
    }
    if (!(await run({ input }))) return
    showToast({ text: notes.saved })
    onDone()
  }
  return (
    <Form
      className="form act-form"
      onSubmit={(event) => void submit(event)}
      validationErrors={refused?.fields ?? {}}
      aria-label={actions.editNotes}
    >
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <TextArea
        name="internalNotes"
        label={fields.internalNotes}
        hint={fields.internalNotesHint}
        value={text}
        onChange={setText}
        maxLength={2_000}
        autoFocus
      />
      <Ends isRunning={isRunning} onCancel={onCancel} />
    </Form>
  )
}

export function TicketForm({ request, last, onCancel, onDone }: ActFormProps) {
  const { ticket: words, actions } = useWords().requests
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(LinkTicketDocument)
  const [ticketId, setTicket] = useState(request.ticket?.id ?? null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await run({ input: { requestId: request.id, expectedVersion: version.expectedVersion, ticketId } }))) return
    showToast({ text: ticketId ? words.saved : words.cleared })
    onDone()
  }
  return (
    <Form
      className="form act-form"
      onSubmit={(event) => void submit(event)}
      validationErrors={refused?.fields ?? {}}
      aria-label={actions.linkTicket}
    >
      {version.hasChanged && <ChangedMeanwhile last={last} stillApplies onSeen={version.accept} />}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <TicketField clientId={request.client?.id ?? null} ticket={request.ticket} onChange={setTicket} />
      <Ends isRunning={isRunning} onCancel={onCancel} />
    </Form>
  )
}

function Ends({ isRunning, onCancel }: { isRunning: boolean; onCancel: () => void }) {
  const words = useWords()
  return (
    <div className="form__actions">
      <Button type="submit" kind="primary" isPending={isRunning}>
        {words.save}
      </Button>
      <Button kind="quiet" onPress={onCancel}>
        {words.cancel}
      </Button>
    </div>
  )
}
