import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/viewer.tsx'
import { SettingsTechniciansDocument, type TechnicianSettingsFragment } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatMinutes, placeOf } from '../time/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'
import { minutesOf } from './weekly-draft.ts'

export function TechniciansPage() {
  const { settings } = useWords()
  const words = settings.technicians
  const isAdmin = useViewer().role === 'ADMIN'
  const [{ data, error }, retry] = useQuery({ query: SettingsTechniciansDocument })
  return (
    <>
      <header className="page__head">
        <div>
          <h1>{settings.sections.technicians}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {isAdmin && (
          <Link href="/settings/technicians/new" className="button button--primary button--normal">
            <Icon name="plus" />
            {words.add}
          </Link>
        )}
      </header>
      {!data ? (
        error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={6} height="4.5rem" />
        )
      ) : data.technicians.nodes.length === 0 ? (
        <EmptyState icon="users" title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <ul className="card card--flush setting-list">
          {data.technicians.nodes.map((technician) => (
            <TechnicianLine key={technician.id} technician={technician} />
          ))}
        </ul>
      )}
    </>
  )
}

function TechnicianLine({ technician }: { technician: TechnicianSettingsFragment }) {
  const { technicians: words } = useWords().settings
  const locale = useLocale()
  const weekly = technician.weeklyHours.reduce((sum, range) => sum + minutesOf(range), 0)
  return (
    <li className="setting-line">
      <div>
        <Link href={`/settings/technicians/${encodeURIComponent(technician.id)}`} className="setting-line__link">
          {technician.name}
        </Link>
        <p className="faint small">
          {weekly > 0 ? words.weekly(formatMinutes(weekly, locale)) : words.noHours}
          {` · ${placeOf(technician.timeZone)} · `}
          {technician.services.map(({ name }) => name).join(', ')}
        </p>
      </div>
      {!technician.isActive && <span className="tag">{words.inactiveTag}</span>}
    </li>
  )
}
