import { lazy, Suspense, useMemo, useState } from 'react'
import { useQuery, useSubscription } from 'urql'
import { useParams } from 'wouter'
import { ApiFor } from '../api/api.tsx'
import { noteRevision } from '../api/client.ts'
import { RequestByReferenceDocument, type RequestByReferenceQuery, RequestListDocument } from '../gql/requests.ts'
import { RequestChangedDocument } from '../gql/shell.ts'
import { useWords } from '../i18n/language.tsx'
import { CalendarButton } from '../parts/calendar-button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { RequestView } from '../parts/request-view.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { PublicFrame } from './public-frame.tsx'

const CancelDialog = lazy(async () => ({ default: (await import('../parts/cancel-dialog.tsx')).CancelDialog }))
const EditRequest = lazy(async () => ({ default: (await import('../parts/edit-request.tsx')).EditRequest }))

type Request = NonNullable<RequestByReferenceQuery['appointmentRequest']>

/** The link in a visitor's mail: its token is the right to one request, and to nothing else. */
export function ManagePage() {
  const { token = '' } = useParams()
  const { manage: words } = useWords().booking
  const session = useMemo(() => ({ token }), [token])
  const [isGone, setGone] = useState(false)
  return (
    <PublicFrame title={words.title}>
      <PageTitle>{words.title}</PageTitle>
      {isGone ? (
        <Gone />
      ) : (
        <ApiFor session={session} onSessionEnded={() => setGone(true)}>
          <FindRequest />
        </ApiFor>
      )}
    </PublicFrame>
  )
}

function Gone() {
  const { manage: words } = useWords().booking
  return (
    <EmptyState icon="warning" title={words.goneTitle}>
      <p>{words.goneText}</p>
    </EmptyState>
  )
}

/** The token sees exactly one request; which one, its list says. */
function FindRequest() {
  const [{ data, error }, retry] = useQuery({ query: RequestListDocument, variables: { first: 1 } })
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={4} />
    )
  const [found] = data.appointmentRequests.nodes
  return found ? <ShowRequest reference={found.reference} /> : <Gone />
}

function ShowRequest({ reference }: { reference: string }) {
  const [{ data, error, fetching }, retry] = useQuery({ query: RequestByReferenceDocument, variables: { reference } })
  useSubscription({ query: RequestChangedDocument, variables: { afterRevision: null } }, (_, answer) => {
    noteRevision(answer.appointmentRequestChanged.revision)
    return answer
  })
  const request = data?.appointmentRequest
  if (request) return <OneRequest request={request} />
  if (error) return <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
  return fetching ? <Skeleton rows={4} /> : <Gone />
}

type Doing = 'reading' | 'editing' | 'cancelling'

function OneRequest({ request }: { request: Request }) {
  const { requests, booking, portal } = useWords()
  const [doing, setDoing] = useState<Doing>('reading')
  const read = () => setDoing('reading')
  const events = request.history.nodes
  const last = events.at(-1)
  if (doing === 'editing') {
    return (
      <div className="stack">
        <h2>{portal.editTitle}</h2>
        <Suspense fallback={<Skeleton rows={5} />}>
          <EditRequest request={request} last={last} onDone={read} onCancel={read} />
        </Suspense>
      </div>
    )
  }
  return (
    <div className="stack">
      <h2>
        {request.service.name} <code className="soft small">{request.reference}</code>
      </h2>
      <RequestView request={request} events={events} host={null} />
      <div className="form__actions">
        <CalendarButton request={request} />
        {request.allowedActions.includes('UPDATE') && (
          <Button kind="primary" icon="edit" onPress={() => setDoing('editing')}>
            {requests.actions.update}
          </Button>
        )}
        {request.allowedActions.includes('CANCEL') && (
          <Button icon="trash" onPress={() => setDoing('cancelling')}>
            {request.status === 'PENDING' ? requests.actions.cancelPending : requests.actions.cancel}
          </Button>
        )}
      </div>
      <p className="faint small">{booking.manage.text}</p>
      <Suspense>{doing === 'cancelling' && <CancelDialog request={request} last={last} onClose={read} />}</Suspense>
    </div>
  )
}
