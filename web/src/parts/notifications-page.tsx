import { useState } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Radio, RadioGroup } from '../ui/toggle.tsx'
import { MarkAllRead, NotificationList } from './notification-list.tsx'
import { PageTitle } from './page-title.tsx'

const pageSize = 25
const mostAtOnce = 100

export function NotificationsPage() {
  const { notifications: words } = useWords()
  const [first, setFirst] = useState(pageSize)
  const [unreadOnly, setUnreadOnly] = useState(false)
  return (
    <div className="page page--narrow">
      <PageTitle>{words.title}</PageTitle>
      <header className="page__head">
        <h1>{words.title}</h1>
        <MarkAllRead />
      </header>
      <RadioGroup
        look="row"
        label={words.title}
        isLabelHidden
        value={unreadOnly ? 'unread' : 'all'}
        onChange={(value) => setUnreadOnly(value === 'unread')}
      >
        <Radio value="all">{words.filterAll}</Radio>
        <Radio value="unread">{words.filterUnread}</Radio>
      </RadioGroup>
      <section className="card card--flush">
        <NotificationList
          first={first}
          unreadOnly={unreadOnly}
          {...(first < mostAtOnce ? { onMore: () => setFirst(Math.min(mostAtOnce, first + pageSize)) } : {})}
        />
      </section>
    </div>
  )
}
