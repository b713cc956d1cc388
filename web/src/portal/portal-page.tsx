import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'wouter'
import { useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { RequestQuery } from '../parts/request-query.ts'
import { Icon } from '../ui/icon.tsx'
import { MyCalendar } from './my-calendar.tsx'
import { MyList } from './my-list.tsx'
import { MyRequest } from './my-request.tsx'
import './portal.css'

export function PortalPage() {
  const { reference } = useParams()
  return reference ? <MyRequest key={reference} reference={reference} /> : <MyRequests />
}

function MyRequests() {
  const { portal: words, requests, nav } = useWords()
  const viewer = useViewer()
  const [search] = useSearchParams()
  const query = useMemo(() => new RequestQuery(search, 'ALL'), [search])
  const isCalendar = search.get('view') === 'calendar'
  const title = viewer.role === 'CLIENT_ADMIN' ? requests.title : requests.mine
  return (
    <div className="page">
      <PageTitle>{title}</PageTitle>
      <header className="page__head">
        <h1>{title}</h1>
        <div className="cluster">
          <nav className="views" aria-label={words.view}>
            <Link href="/portal" aria-current={isCalendar ? undefined : 'true'}>
              <Icon name="list" size={16} />
              {words.list}
            </Link>
            <Link href="/portal?view=calendar" aria-current={isCalendar ? 'true' : undefined}>
              <Icon name="calendar" size={16} />
              {words.calendar}
            </Link>
          </nav>
          <Link href="/portal/new" className="button button--primary button--normal">
            <Icon name="plus" />
            {nav.newRequest}
          </Link>
        </div>
      </header>
      {isCalendar ? <MyCalendar /> : <MyList query={query} />}
    </div>
  )
}
