import { useQuery } from 'urql'
import { RequestByReferenceDocument } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { RescheduleForm } from '../requests/reschedule-form.tsx'
import '../requests/request-detail.css'

/** Moves an appointment without leaving the calendar, and without dragging. */
export function MoveDialog({ reference, onClose }: { reference: string; onClose: () => void }) {
  const { calendar: words } = useWords()
  const [{ data, error, fetching }, retry] = useQuery({ query: RequestByReferenceDocument, variables: { reference } })
  const request = data?.appointmentRequest
  const title = request ? words.moveOf(whoseRequest(request)) : words.move
  return (
    <Dialog title={title} isOpen onClose={onClose} size="large">
      <div className="move">
        {request?.allowedActions.includes('RESCHEDULE') ? (
          <RescheduleForm request={request} last={request.history.nodes.at(-1)} onCancel={onClose} onDone={onClose} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : fetching ? (
          <Skeleton rows={4} />
        ) : (
          <Alert kind="warning">{words.notMovable}</Alert>
        )}
      </div>
    </Dialog>
  )
}
