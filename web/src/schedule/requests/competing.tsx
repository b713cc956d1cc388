import { useQuery } from 'urql'
import { Link } from 'wouter'
import { CompetingDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { spanOf, When } from '../../parts/when.tsx'
import { Alert } from '../../ui/feedback.tsx'

/** Others who want the same time, before one of them gets it. */
export function Competing({ id }: { id: string }) {
  const { requests: words } = useWords()
  const [{ data }] = useQuery({ query: CompetingDocument, variables: { id } })
  const others = (data?.appointmentRequest?.competing ?? []).filter((other) => other.status === 'PENDING')
  if (others.length === 0) return null
  return (
    <Alert kind="info" title={words.competing(others.length)}>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <Link href={`/schedule/requests/${other.reference}`}>{whoseRequest(other)}</Link>
            {`, ${other.service.name}, `}
            <When {...spanOf(other)} />
          </li>
        ))}
      </ul>
    </Alert>
  )
}
