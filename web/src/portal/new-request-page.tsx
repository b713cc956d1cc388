import { useQuery } from 'urql'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { BookableServicesDocument } from '../gql/booking.ts'
import { useWords } from '../i18n/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { RequestWizard } from '../parts/wizard/wizard.tsx'
import { ErrorState, Skeleton } from '../ui/feedback.tsx'

export function NewRequestPage() {
  const { booking: words } = useWords()
  const viewer = useViewer()
  const staff = isStaff(viewer)
  const [{ data, error }, retry] = useQuery({ query: BookableServicesDocument })
  const title = staff ? words.onBehalf : words.title
  return (
    <div className="page">
      <PageTitle>{title}</PageTitle>
      <header className="page__head">
        <h1>{title}</h1>
      </header>
      <section className="card">
        {data ? (
          <RequestWizard
            services={data.services.nodes.filter((service) => service.isBookable)}
            asker={staff ? 'staff' : 'contact'}
            host={viewer.organization}
            hrefOf={(reference) => `${staff ? '/schedule' : '/portal'}/requests/${reference}`}
          />
        ) : error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={4} />
        )}
      </section>
    </div>
  )
}
