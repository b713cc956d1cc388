import { useQuery } from 'urql'
import { useSearchParams } from 'wouter'
import { AuditLogDocument, type AuditLogQuery } from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Pager } from '../../parts/pager.tsx'
import { Moment } from '../../parts/when.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import './people.css'

const pageSize = 50

export function AuditPage() {
  const { people: words } = useWords()
  const [search] = useSearchParams()
  const before = search.get('before')
  const variables = before ? { last: pageSize, before } : { first: pageSize, after: search.get('after') }
  const [{ data, error }, retry] = useQuery({ query: AuditLogDocument, variables, requestPolicy: 'cache-and-network' })
  const log = data?.auditLog
  return (
    <>
      <header>
        <h1>{words.audit}</h1>
        <p className="page__lead">{words.auditLead}</p>
      </header>
      {!log &&
        (error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={8} />
        ))}
      {log?.totalCount === 0 && <EmptyState icon="history" title={words.auditEmpty} />}
      {log && log.totalCount > 0 && <AuditTable entries={log.nodes} />}
      {log && (
        <Pager
          ends={log.pageInfo}
          total={log.totalCount}
          counted={words.entries}
          hrefOf={(cursor) => `/settings/audit?${new URLSearchParams(cursor)}`}
        />
      )}
    </>
  )
}

type Entry = AuditLogQuery['auditLog']['nodes'][number]

/** What somebody did to themselves, such as signing in, is said without repeating who it is. */
function isOwn({ actorName, targetKind, targetName }: Entry): boolean {
  return actorName === targetName && (targetKind === 'StaffMember' || targetKind === 'Contact')
}

function AuditTable({ entries }: { entries: Entry[] }) {
  const { people: words } = useWords()
  const kinds: Record<string, string> = words.kinds
  return (
    <div className="card card--flush">
      <table className="audit">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.from}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <Moment at={entry.occurredAt} />
              </td>
              <td>{entry.actorName ?? words.somebody}</td>
              <td>
                {words.actions[entry.action]}
                {!isOwn(entry) && (
                  <>
                    : <span className="faint">{kinds[entry.targetKind] ?? entry.targetKind}</span> {entry.targetName}
                  </>
                )}
                {entry.changes.length > 0 && <Changes changes={entry.changes} />}
              </td>
              <td title={entry.userAgent ?? undefined}>{entry.address}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Changes({ changes }: { changes: Entry['changes'] }) {
  const { people: words } = useWords()
  const told: Record<string, string> = words.values
  const say = (value: string | null) => (value === null ? words.nothing : (told[value] ?? value))
  return (
    <ul className="audit__changes faint small">
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {field}
          {(from ?? to) !== null && `: ${say(from)} → ${say(to)}`}
        </li>
      ))}
    </ul>
  )
}
