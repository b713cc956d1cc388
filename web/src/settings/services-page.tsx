import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/viewer.tsx'
import { type ServiceSettingsFragment, SettingsServicesDocument } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes } from '../time/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'

export function ServicesPage() {
  const { settings } = useWords()
  const words = settings.services
  const isAdmin = useViewer().role === 'ADMIN'
  const [{ data, error }, retry] = useQuery({ query: SettingsServicesDocument })
  return (
    <>
      <header className="page__head">
        <div>
          <h1>{settings.sections.services}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {isAdmin && (
          <Link href="/settings/services/new" className="button button--primary button--normal">
            <Icon name="plus" />
            {words.add}
          </Link>
        )}
      </header>
      {!data ? (
        error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={4} height="4.5rem" />
        )
      ) : data.services.nodes.length === 0 ? (
        <EmptyState icon="settings" title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <ul className="card card--flush setting-list">
          {data.services.nodes.map((service) => (
            <ServiceLine key={service.id} service={service} />
          ))}
        </ul>
      )}
    </>
  )
}

function ServiceLine({ service }: { service: ServiceSettingsFragment }) {
  const { settings } = useWords()
  const words = settings.services
  const locale = useLocale()
  const lengths = service.durationsMinutes.map((minutes) => formatMinutes(minutes, locale)).join(', ')
  const who = service.technicians.map(({ name }) => name).join(', ')
  return (
    <li className="setting-line">
      <div>
        <Link href={`/settings/services/${encodeURIComponent(service.id)}`} className="setting-line__link">
          {service.name}
        </Link>
        <p className="faint small">
          {lengths} · {who || words.nobody}
        </p>
      </div>
      <span className="cluster">
        <span className={service.isBookable ? 'tag tag--on' : 'tag'}>
          {service.isBookable ? words.bookableTag : words.hiddenTag}
        </span>
        {service.isPublic && <span className="tag">{words.publicTag}</span>}
        {service.autoApprove && <span className="tag">{words.autoTag}</span>}
      </span>
    </li>
  )
}
