import { useState } from 'react'
import { useAct } from '../api/act.ts'
import { CancelRequestDocument, type EventLineFragment, type RequestDetailFragment } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { Alert } from '../ui/feedback.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { showToast } from '../ui/toasts.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { useSeenVersion } from './version.ts'
import { spanOf, When } from './when.tsx'

export interface CancelDialogProps {
  request: RequestDetailFragment
  last: EventLineFragment | undefined
  onClose: () => void
}

export function CancelDialog({ request, last, onClose }: CancelDialogProps) {
  const words = useWords()
  const { cancel } = words.requests
  const version = useSeenVersion(request.version)
  const { isRunning, refused, run } = useAct(CancelRequestDocument)
  const [reason, setReason] = useState('')
  const confirm = async () => {
    const done = await run({
      input: { id: request.id, expectedVersion: version.expectedVersion, reason: reason.trim() || null },
    })
    if (!done) return
    showToast({ text: cancel.done })
    onClose()
  }
  return (
    <Confirm
      title={request.status === 'PENDING' ? cancel.titlePending : cancel.title}
      isOpen
      onClose={onClose}
      confirm={cancel.confirm}
      keep={cancel.keep}
      isPending={isRunning}
      onConfirm={() => void confirm()}
    >
      {version.hasChanged && (
        <ChangedMeanwhile
          last={last}
          stillApplies={request.allowedActions.includes('CANCEL')}
          onSeen={version.accept}
        />
      )}
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <p>
        <strong>{request.service.name}</strong>
        <br />
        <When {...spanOf(request)} />
      </p>
      <p>{cancel.text}</p>
      <TextArea
        label={cancel.reason}
        optional={words.optional}
        value={reason}
        onChange={setReason}
        maxLength={2_000}
        rows={2}
      />
    </Confirm>
  )
}
