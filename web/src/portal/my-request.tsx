import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/viewer.tsx'
import { RequestByReferenceDocument, type RequestByReferenceQuery } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { CalendarButton } from '../parts/calendar-button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { RequestView } from '../parts/request-view.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'

const CancelDialog = lazy(async () => ({ default: (await import('../parts/cancel-dialog.tsx')).CancelDialog }))
const EditRequest = lazy(async () => ({ default: (await import('../parts/edit-request.tsx')).EditRequest }))

type Request = NonNullable<RequestByReferenceQuery['appointmentRequest']>

export function MyRequest({ reference }: { reference: string }) {
  const { requests: words } = useWords()
  const [{ data, error, fetching }, retry] = useQuery({ query: RequestByReferenceDocument, variables: { reference } })
  const request = data?.appointmentRequest
  return (
    <div className="page page--narrow">
      <Link href="/portal" className="back-link">
        <Icon name="arrowLeft" size={16} />
        {words.mine}
      </Link>
      {request ? (
        <Shown request={request} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
      ) : fetching ? (
        <Skeleton rows={4} />
      ) : (
        <EmptyState icon="search" title={words.missing}>
          <p>{words.missingText}</p>
        </EmptyState>
      )}
    </div>
  )
}

type Doing = 'reading' | 'editing' | 'cancelling'

function Shown({ request }: { request: Request }) {
  const { portal: words, requests } = useWords()
  const { organization } = useViewer()
  const [doing, setDoing] = useState<Doing>('reading')
  const events = request.history.nodes
  const may = (action: Request['allowedActions'][number]) => request.allowedActions.includes(action)
  const read = () => setDoing('reading')
  return (
    <>
      <PageTitle>{request.service.name}</PageTitle>
      <header className="page__head">
        <div>
          <h1>{doing === 'editing' ? words.editTitle : request.service.name}</h1>
          <code className="soft">{request.reference}</code>
        </div>
        {doing !== 'editing' && (
          <div className="cluster">
            <CalendarButton request={request} />
            {may('UPDATE') && (
              <Button icon="edit" onPress={() => setDoing('editing')}>
                {requests.actions.update}
              </Button>
            )}
            {may('CANCEL') && (
              <Button kind="quiet" icon="trash" onPress={() => setDoing('cancelling')}>
                {request.status === 'PENDING' ? requests.actions.cancelPending : requests.actions.cancel}
              </Button>
            )}
            {(request.status === 'DECLINED' || request.status === 'CANCELLED') && (
              <Link
                href={`/portal/new?service=${encodeURIComponent(request.service.id)}`}
                className="button button--primary button--normal"
              >
                {words.askAgain}
              </Link>
            )}
          </div>
        )}
      </header>
      <section className="card">
        {doing === 'editing' ? (
          <Suspense fallback={<Skeleton rows={5} />}>
            <EditRequest request={request} last={events.at(-1)} onDone={read} onCancel={read} />
          </Suspense>
        ) : (
          <RequestView request={request} events={events} host={organization} />
        )}
      </section>
      <Suspense>
        {doing === 'cancelling' && <CancelDialog request={request} last={events.at(-1)} onClose={read} />}
      </Suspense>
    </>
  )
}
