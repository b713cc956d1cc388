import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { Icon } from '../ui/icon.tsx'
import { useIdle } from '../ui/idle.ts'

const load = () => import('./notification-popover.tsx')
const NotificationPopover = lazy(async () => ({ default: (await load()).NotificationPopover }))

export function NotificationBell() {
  const { nav } = useWords()
  const unread = useViewer().unreadNotificationCount
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  useIdle(load)
  return (
    <>
      <Button
        ref={trigger}
        className="icon-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={unread ? `${nav.notifications}, ${nav.unread(unread)}` : nav.notifications}
        onPress={() => setOpen(!isOpen)}
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span className="badge bell__dot" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Button>
      <Suspense>{isOpen && <NotificationPopover trigger={trigger} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
