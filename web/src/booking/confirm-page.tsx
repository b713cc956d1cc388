import { useQuery } from 'urql'
import { Link, useLocation, useParams } from 'wouter'
import { useAct, wasRefusedWith } from '../api/act.ts'
import { ConfirmAppointmentRequestDocument, UnconfirmedRequestDocument } from '../gql/booking.ts'
import { useWords } from '../i18n/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { BigWhen } from '../parts/when.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { PublicFrame } from './public-frame.tsx'

/**
 * The link in the mail that a visitor confirms their wish by. Following it shows the wish; a button confirms it, so
 * that programs that look at links in mails confirm nothing.
 */
export function ConfirmPage() {
  const { token = '' } = useParams()
  const { confirm: words } = useWords().booking
  return (
    <PublicFrame title={words.title}>
      <PageTitle>{words.title}</PageTitle>
      <Wish token={token} />
    </PublicFrame>
  )
}

function Wish({ token }: { token: string }) {
  const { confirm: words } = useWords().booking
  const [, navigate] = useLocation()
  const [{ data, error }, retry] = useQuery({ query: UnconfirmedRequestDocument, variables: { token } })
  const { run, isRunning, refused } = useAct(ConfirmAppointmentRequestDocument)
  const wish = data?.unconfirmedRequest
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={4} />
    )
  if (!wish || wasRefusedWith(refused, 'NOT_FOUND'))
    return (
      <EmptyState icon="mail" title={words.usedTitle}>
        <p>{words.usedText}</p>
      </EmptyState>
    )
  const confirm = async () => {
    const confirmed = await run({ input: { token } })
    const manageToken = confirmed?.confirmAppointmentRequest.manageToken
    if (manageToken) navigate(`/manage/${manageToken}`, { replace: true })
  }
  const isTaken = wasRefusedWith(refused, 'SLOT_UNAVAILABLE')
  return (
    <div className="stack">
      <div>
        <h2>{wish.service.name}</h2>
        <p className="soft">{words.at(wish.organization.name)}</p>
      </div>
      <BigWhen startsAt={wish.requestedStartsAt} endsAt={wish.requestedEndsAt} />
      {isTaken ? (
        <Alert title={words.takenTitle}>{words.takenText}</Alert>
      ) : (
        refused?.text && <Alert kind="problem">{refused.text}</Alert>
      )}
      <div className="form__actions">
        {isTaken ? (
          <Link
            className="button button--primary button--normal"
            href={`/book/${wish.organization.slug}?service=${encodeURIComponent(wish.service.id)}`}
          >
            {words.other}
          </Link>
        ) : (
          <Button kind="primary" size="large" isPending={isRunning} onPress={() => void confirm()}>
            {words.confirm}
          </Button>
        )}
      </div>
      {!isTaken && <p className="faint small">{words.text}</p>}
    </div>
  )
}
