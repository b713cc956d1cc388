import type { RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Link } from 'wouter'
import { useWords } from '../i18n/language.tsx'
import { MarkAllRead, NotificationList } from '../parts/notification-list.tsx'
import '../ui/styles/list.css'

const shownAtOnce = 8

export interface NotificationPopoverProps {
  trigger: RefObject<HTMLElement | null>
  onClose: () => void
}

/** The newest few, for the bell; the page has them all. */
export function NotificationPopover({ trigger, onClose }: NotificationPopoverProps) {
  const { nav, notifications: words } = useWords()
  return (
    <Popover
      className="popover bell"
      placement="bottom end"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog className="bell__dialog" aria-label={nav.notifications}>
        <header className="bell__head">
          <h2>{words.title}</h2>
          <MarkAllRead />
        </header>
        <div className="bell__list">
          <NotificationList first={shownAtOnce} onFollow={onClose} />
        </div>
        <Link href="/notifications" className="bell__all" onClick={onClose}>
          {words.all}
        </Link>
      </Dialog>
    </Popover>
  )
}
