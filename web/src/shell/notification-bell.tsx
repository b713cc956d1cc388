import { lazy, Suspense } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { Skeleton } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'

const NotificationPanel = lazy(async () => ({ default: (await import('../parts/notification-panel.tsx')).NotificationPanel }))

export function NotificationBell() {
  const { nav } = useWords()
  const unread = useViewer().unreadNotificationCount
  return (
    <DialogTrigger>
      <AriaButton className="icon-button" aria-label={unread ? `${nav.notifications}, ${nav.unread(unread)}` : nav.notifications}>
        <Icon name="bell" />
        {unread > 0 && (
          <span className="badge bell__dot" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </AriaButton>
      <Popover className="popover bell" placement="bottom end">
        <Dialog className="bell__dialog" aria-label={nav.notifications}>
          {({ close }) => (
            <Suspense fallback={<Skeleton rows={4} />}>
              <NotificationPanel onFollow={close} />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
