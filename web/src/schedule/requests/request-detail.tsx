import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { useQuery } from 'urql'
import { type RequestByReferenceQuery, RequestByReferenceDocument } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { RequesterFacts, RequestFacts, whoseRequest, WrittenText } from '../../parts/request-facts.tsx'
import { RequestHistory } from '../../parts/request-history.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { BigWhen, OtherClock, spanOf, When } from '../../parts/when.tsx'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { useWideScreen } from '../../ui/screen.ts'
import { showToast } from '../../ui/toasts.ts'
import type { ActFormProps } from './approve-form.tsx'
import { PresenceLine, useAnnouncedAt } from '../presence.tsx'
import { Competing } from './competing.tsx'
import { DetailActions } from './detail-actions.tsx'
import './request-detail.css'

const CancelDialog = lazy(async () => ({ default: (await import('../../parts/cancel-dialog.tsx')).CancelDialog }))

export type DetailAct = 'approve' | 'decline' | 'reschedule' | 'cancel' | 'ticket' | 'notes'
type Request = NonNullable<RequestByReferenceQuery['appointmentRequest']>

const forms: Record<Exclude<DetailAct, 'cancel'>, ComponentType<ActFormProps>> = {
  approve: lazy(async () => ({ default: (await import('./approve-form.tsx')).ApproveForm })),
  decline: lazy(async () => ({ default: (await import('./decline-form.tsx')).DeclineForm })),
  reschedule: lazy(async () => ({ default: (await import('./reschedule-form.tsx')).RescheduleForm })),
  ticket: lazy(async () => ({ default: (await import('./small-forms.tsx')).TicketForm })),
  notes: lazy(async () => ({ default: (await import('./small-forms.tsx')).NotesForm })),
}

/** Fetched while the request is being read, so that the form is there when it is asked for. */
const preloadForms = () => {
  void import('./approve-form.tsx')
  void import('./decline-form.tsx')
}

export interface RequestDetailProps {
  reference: string
  act: string | null
  onAct: (act: DetailAct | null) => void
  onClose: () => void
  onDecided: (id: string) => void
}

export function RequestDetail(props: RequestDetailProps) {
  const words = useWords()
  const { reference, onClose } = props
  const [{ data, error, fetching }, retry] = useQuery({ query: RequestByReferenceDocument, variables: { reference } })
  const request = data?.appointmentRequest
  useEffect(preloadForms, [])
  return (
    <aside className="detail" aria-label={words.requests.fields.reference + ' ' + reference}>
      <header className="detail__bar">
        <IconButton icon="arrowLeft" label={words.back} onPress={onClose} className="detail__back" />
        <Reference reference={reference} />
        <IconButton icon="close" label={words.close} onPress={onClose} className="detail__close" />
      </header>
      {request ? (
        <DetailBody {...props} request={request} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
      ) : fetching ? (
        <Skeleton rows={5} />
      ) : (
        <EmptyState icon="search" title={words.requests.missing}>
          <p>{words.requests.missingText}</p>
        </EmptyState>
      )}
    </aside>
  )
}

function Reference({ reference }: { reference: string }) {
  const { requests: words } = useWords()
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(`/schedule/requests/${reference}`, location.href).href)
    showToast({ text: words.copied })
  }
  return (
    <span className="detail__reference">
      <code>{reference}</code>
      {/* Browsers offer the clipboard to secure pages only. */}
      {globalThis.isSecureContext && <IconButton icon="copy" label={words.copyLink} onPress={() => void copy()} />}
    </span>
  )
}

function DetailBody({ request, act, onAct, onDecided }: RequestDetailProps & { request: Request }) {
  const { requests: words } = useWords()
  const events = request.history.nodes
  const last = events.at(-1)
  const Form = act && act in forms ? forms[act as keyof typeof forms] : null
  useAnnouncedAt(request.id, Form || act === 'cancel' ? 'EDITING' : 'VIEWING')
  const done = () => {
    onAct(null)
    if (act === 'approve' || act === 'decline') onDecided(request.id)
  }
  return (
    <>
      <PageTitle>{`${whoseRequest(request)}, ${words.title}`}</PageTitle>
      <div className="detail__body">
        <DetailHead request={request} />
        <PresenceLine requestId={request.id} />
        {request.status === 'PENDING' && <Competing id={request.id} />}
        {Form ? (
          <Suspense fallback={<Skeleton rows={4} />}>
            <FormPlace>
              <Form request={request} last={last} onCancel={() => onAct(null)} onDone={done} />
            </FormPlace>
          </Suspense>
        ) : (
          <Reading request={request} />
        )}
      </div>
      {!Form && <DetailActions request={request} onAct={onAct} />}
      <Suspense>
        {act === 'cancel' && <CancelDialog request={request} last={last} onClose={() => onAct(null)} />}
      </Suspense>
    </>
  )
}

/** The form takes the focus when it opens, so that the keys go on working without the mouse. */
function FormPlace({ children }: { children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (element && !element.contains(document.activeElement)) element.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} tabIndex={-1} className="detail__form">
      {children}
    </div>
  )
}

function DetailHead({ request }: { request: Request }) {
  const { requests: words } = useWords()
  const span = spanOf(request)
  const isMoved = request.appointment !== null && request.appointment.startsAt !== request.requestedStartsAt
  const isOff = request.status === 'CANCELLED' && request.appointment !== null
  // Alone on a narrow screen it is the page's own heading.
  const Title = useWideScreen() ? 'h2' : 'h1'
  const timeLabel = isOff ? words.formerTime : request.appointment ? words.confirmedTime : words.requestedTime
  return (
    <header className="detail__head">
      <div className="detail__title">
        <Title>{whoseRequest(request)}</Title>
        <StatusBadge status={request.status} appointmentStatus={request.appointment?.status} />
      </div>
      <p className="soft">{request.service.name}</p>
      <div className="detail__when">
        <span className="faint small">{timeLabel}</span>
        <BigWhen {...span} />
        <OtherClock {...span} zone={request.requesterTimeZone} label={words.theirTime(request.requester.name)} />
        {isMoved && (
          <p className="faint small">
            {words.requestedTime}: <When startsAt={request.requestedStartsAt} endsAt={request.requestedEndsAt} />
          </p>
        )}
      </div>
    </header>
  )
}

function Reading({ request }: { request: Request }) {
  const { requests: words } = useWords()
  return (
    <>
      {request.declineReason && <WrittenText label={words.fields.declineReason}>{request.declineReason}</WrittenText>}
      {request.cancellationReason && (
        <WrittenText label={words.fields.cancellationReason}>{request.cancellationReason}</WrittenText>
      )}
      <WrittenText label={words.fields.description}>
        {request.description ?? <span className="faint">{words.noDescription}</span>}
      </WrittenText>
      <dl className="facts">
        <RequesterFacts request={request} />
        <RequestFacts request={request} />
      </dl>
      {request.internalNotes && (
        <div className="detail__notes">
          <WrittenText label={words.fields.internalNotes}>{request.internalNotes}</WrittenText>
        </div>
      )}
      <section aria-label={words.history}>
        <p className="detail__section">{words.history}</p>
        <RequestHistory events={request.history.nodes} />
      </section>
    </>
  )
}
