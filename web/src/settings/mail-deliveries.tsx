import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useAct } from '../api/act.ts'
import { MailDeliveriesDocument, type MailLineFragment, RetryMailDeliveryDocument } from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { Moment } from '../parts/when.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { showToast } from '../ui/toasts.ts'

/** What waits, and what was given up, newest first. */
export function MailDeliveries() {
  const { mail: words } = useWords().settings
  const [{ data, error, fetching }, load] = useQuery({
    query: MailDeliveriesDocument,
    variables: { state: ['QUEUED', 'GIVEN_UP'] },
    requestPolicy: 'cache-and-network',
  })
  const reload = () => load({ requestPolicy: 'network-only' })
  const mails = data?.mailDeliveries
  return (
    <section className="stack" aria-label={words.deliveries}>
      <header className="page__head">
        <h2>{words.deliveries}</h2>
        <Button size="small" kind="quiet" isPending={fetching} onPress={reload}>
          {words.refresh}
        </Button>
      </header>
      {!mails ? (
        error ? (
          <ErrorState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={3} />
        )
      ) : mails.nodes.length === 0 ? (
        <EmptyState icon="mail" title={words.noneTitle}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <ul className="card card--flush setting-list" aria-label={words.deliveries}>
            {mails.nodes.map((mail) => (
              <MailLine key={mail.id} mail={mail} onRetried={reload} />
            ))}
          </ul>
          {mails.totalCount > mails.nodes.length && (
            <p className="faint small">{words.total(mails.nodes.length, mails.totalCount)}</p>
          )}
        </>
      )}
    </section>
  )
}

function MailLine({ mail, onRetried }: { mail: MailLineFragment; onRetried: () => void }) {
  const { mail: words } = useWords().settings
  const { run, isRunning, refused } = useAct(RetryMailDeliveryDocument)
  const retry = async () => {
    if (await run({ input: { id: mail.id } })) showToast({ text: words.retried })
    onRetried()
  }
  return (
    <li className="setting-line">
      <div>
        <strong>{mail.recipientName}</strong> <span className="soft">{mail.recipientAddress}</span>
        <p className="soft small">
          {words.states[mail.state]}, {words.attempts(mail.attempts)} · <Moment at={mail.createdAt} />
          {mail.request && (
            <>
              {' '}
              · <Link href={`/requests/${mail.request.reference}`}>{mail.request.reference}</Link>
            </>
          )}
        </p>
        {mail.nextAttemptAt && mail.attempts > 0 && (
          <p className="soft small">
            {words.next}: <Moment at={mail.nextAttemptAt} />
          </p>
        )}
        {mail.lastError && <p className="faint small">{mail.lastError}</p>}
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      </div>
      {mail.state === 'GIVEN_UP' && (
        <Button size="small" isPending={isRunning} onPress={() => void retry()}>
          {words.retry}
        </Button>
      )}
    </li>
  )
}
