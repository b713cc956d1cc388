import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { useParams } from 'wouter'
import { PublicPageDocument } from '../gql/booking.ts'
import { useWords } from '../i18n/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { RequestWizard } from '../parts/wizard/wizard.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { PublicFrame } from './public-frame.tsx'

/** What a firm's customers see who have no account: nothing but its services and its free times. */
export function BookingPage() {
  const { slug = '' } = useParams()
  const { booking: words } = useWords()
  const [{ data, error }, retry] = useQuery({ query: PublicPageDocument, variables: { slug } })
  const organization = data?.organization
  if (!data) {
    return (
      <PublicFrame title={words.title}>
        {error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={4} />
        )}
      </PublicFrame>
    )
  }
  if (!organization) {
    return (
      <PublicFrame title={words.title}>
        <Sorry title={words.notFoundTitle}>{words.notFoundText}</Sorry>
      </PublicFrame>
    )
  }
  return (
    <PublicFrame title={organization.name}>
      <PageTitle>{`${words.title}, ${organization.name}`}</PageTitle>
      {organization.publicBookingEnabled ? (
        <RequestWizard
          services={organization.services.nodes}
          asker="visitor"
          host={organization}
          lead={words.lead(organization.name)}
        />
      ) : (
        <Sorry title={words.closedTitle}>{words.closedText(organization.name)}</Sorry>
      )}
    </PublicFrame>
  )
}

function Sorry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <EmptyState icon="calendar" title={title}>
      <p>{children}</p>
    </EmptyState>
  )
}
