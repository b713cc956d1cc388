import { Link } from 'wouter'
import type { PageEndsFragment } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { Icon } from '../ui/icon.tsx'
import './styles/pager.css'

export interface PagerProps {
  ends: PageEndsFragment
  total: number
  /** Says what is counted, where it is not requests. */
  counted?: (total: number) => string
  /** The address of the page after, or before, a cursor. */
  hrefOf: (cursor: { after: string } | { before: string }) => string
}

export function Pager({ ends, total, counted, hrefOf }: PagerProps) {
  const { requests: words } = useWords()
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = ends
  return (
    <nav className="pager" aria-label={words.pages}>
      <span className="faint small tabular">{(counted ?? words.total)(total)}</span>
      {(hasPreviousPage || hasNextPage) && (
        <span className="cluster">
          {hasPreviousPage && startCursor && (
            <Link className="button button--secondary button--small" href={hrefOf({ before: startCursor })}>
              <Icon name="chevronLeft" size={16} />
              {words.newer}
            </Link>
          )}
          {hasNextPage && endCursor && (
            <Link className="button button--secondary button--small" href={hrefOf({ after: endCursor })}>
              {words.older}
              <Icon name="chevronRight" size={16} />
            </Link>
          )}
        </span>
      )}
    </nav>
  )
}
