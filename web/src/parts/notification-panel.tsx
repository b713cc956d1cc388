import { Link } from 'wouter'
import { useWords } from '../i18n/language.tsx'
import { MarkAllRead, NotificationList } from './notification-list.tsx'

const shownAtOnce = 8

/** The newest few, for the bell; the page has them all. */
export function NotificationPanel({ onFollow }: { onFollow: () => void }) {
  const { notifications: words } = useWords()
  return (
    <>
      <header className="bell__head">
        <h2>{words.title}</h2>
        <MarkAllRead />
      </header>
      <div className="bell__list">
        <NotificationList first={shownAtOnce} onFollow={onFollow} />
      </div>
      <Link href="/notifications" className="bell__all" onClick={onFollow}>
        {words.all}
      </Link>
    </>
  )
}
