import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { usePending } from '../api/pending.tsx'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { CommandDoor } from './command-door.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { NotificationBell } from './notification-bell.tsx'
import './frame.css'

interface Place {
  href: string
  label: string
  icon: IconName
  count?: number | null
  isHere: (path: string) => boolean
}

function usePlaces(): Place[] {
  const { nav } = useWords()
  const viewer = useViewer()
  const pending = usePending()
  if (isStaff(viewer)) {
    return [
      { href: '/schedule', label: nav.calendar, icon: 'calendar', isHere: (path) => path === '/schedule' },
      {
        href: '/schedule/requests',
        label: nav.requests,
        icon: 'inbox',
        count: pending,
        isHere: (path) => path.startsWith('/schedule/requests'),
      },
      { href: '/settings', label: nav.settings, icon: 'settings', isHere: (path) => path.startsWith('/settings') },
    ]
  }
  const requests = viewer.role === 'CLIENT_ADMIN' ? nav.clientRequests : nav.myRequests
  return [
    {
      href: '/portal',
      label: requests,
      icon: 'list',
      isHere: (path) => path === '/portal' || path.startsWith('/portal/requests'),
    },
    { href: '/portal/new', label: nav.newRequest, icon: 'plus', isHere: (path) => path === '/portal/new' },
  ]
}

export function Frame({ children }: { children: ReactNode }) {
  const words = useWords()
  return (
    <div className="frame">
      <a className="frame__skip" href="#content">
        {words.nav.skip}
      </a>
      <header className="bar no-print">
        <Link href="/" className="bar__brand">
          <Brand />
        </Link>
        <MainNav />
        <div className="bar__end">
          <CommandDoor />
          <NotificationBell />
          <AccountMenu />
        </div>
      </header>
      <ConnectionBanner />
      <Content>{children}</Content>
    </div>
  )
}

/** Focus follows to the new page, as it would with full page loads. */
function Content({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  const place = useRef<HTMLElement>(null)
  const page = path.split('/').slice(0, 3).join('/')
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) place.current?.focus({ preventScroll: true })
    isFirst.current = false
  }, [page])
  return (
    <main id="content" className="frame__content" ref={place} tabIndex={-1}>
      {children}
    </main>
  )
}

function MainNav() {
  const { nav } = useWords()
  const [path] = useLocation()
  return (
    <nav className="nav" aria-label={nav.main}>
      {usePlaces().map(({ href, label, icon, count, isHere }) => (
        <Link key={href} href={href} className="nav__link" aria-current={isHere(path) ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{label}</span>
          {!!count && (
            <span className="badge">
              {count}
              <span className="visually-hidden"> {nav.pendingLong(count)}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
