import { lazy, Suspense } from 'react'
import { useQuery } from 'urql'
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { PendingProvider } from '../api/pending.tsx'
import { useAfterReading } from '../api/reading.ts'
import { useSession } from '../api/session.ts'
import { isStaff, useViewer, ViewerProvider } from '../api/viewer.tsx'
import { ViewerDocument } from '../gql/shell.ts'
import { NotFound } from '../parts/not-found.tsx'
import { ZoneDefault } from '../time/zone.tsx'
import { ErrorState, Skeleton } from '../ui/feedback.tsx'
import { Favicon } from './favicon.tsx'
import { Frame } from './frame.tsx'
import { LiveFeed } from './live-feed.tsx'

const Requests = lazy(async () => ({ default: (await import('../schedule/requests/requests-page.tsx')).RequestsPage }))
const Calendar = lazy(async () => ({ default: (await import('../schedule/calendar/calendar-page.tsx')).CalendarPage }))
const Settings = lazy(async () => ({ default: (await import('../settings/settings-page.tsx')).SettingsPage }))
const Portal = lazy(async () => ({ default: (await import('../portal/portal-page.tsx')).PortalPage }))
const NewRequest = lazy(async () => ({ default: (await import('../portal/new-request-page.tsx')).NewRequestPage }))
const Profile = lazy(async () => ({ default: (await import('../settings/people/profile-page.tsx')).ProfilePage }))
const Notifications = lazy(async () => ({
  default: (await import('../parts/notifications-page.tsx')).NotificationsPage,
}))

export function SignedIn() {
  const session = useSession()
  const [path] = useLocation()
  const search = useSearch()
  const [{ data, error, stale }, retry] = useQuery({ query: ViewerDocument, pause: !session })
  useAfterReading(() => session && retry({ requestPolicy: 'network-only' }))
  const here = search ? `${path}?${search}` : path
  const signIn = here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`

  if (!session) return <Redirect to={signIn} replace />
  if (data?.viewer) {
    return (
      <ViewerProvider viewer={data.viewer}>
        <PendingProvider isStaff={isStaff(data.viewer)}>
          <Screens />
        </PendingProvider>
      </ViewerProvider>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
  if (data && !stale) return <Redirect to={signIn} replace />
  return <Skeleton rows={3} />
}

function Screens() {
  const viewer = useViewer()
  const staff = isStaff(viewer)
  return (
    <ZoneDefault zone={staff ? viewer.organization.timeZone : contactZone(viewer)}>
      <LiveFeed />
      <Favicon />
      <Frame>
        <Suspense fallback={<Skeleton rows={8} />}>{staff ? <StaffScreens /> : <ClientScreens />}</Suspense>
      </Frame>
    </ZoneDefault>
  )
}

function contactZone(viewer: ReturnType<typeof useViewer>): string | null {
  return viewer.actor.__typename === 'Contact' ? viewer.actor.timeZone : null
}

function StaffScreens() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/schedule" replace />
      </Route>
      <Route path="/schedule" component={Calendar} />
      <Route path="/schedule/requests/:reference?" component={Requests} />
      <Route path="/schedule/new" component={NewRequest} />
      <Route path="/settings/*?" component={Settings} />
      <Route path="/notifications" component={Notifications} />
      <Route path="/profile" component={Profile} />
      <Route path="/portal/requests/:reference">
        {({ reference }) => <Redirect to={`/schedule/requests/${reference}`} replace />}
      </Route>
      <Route path="/requests/:reference">
        {({ reference }) => <Redirect to={`/schedule/requests/${reference}`} replace />}
      </Route>
      <Route component={NotFound} />
    </Switch>
  )
}

function ClientScreens() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/portal" replace />
      </Route>
      <Route path="/portal/new" component={NewRequest} />
      <Route path="/portal" component={Portal} />
      <Route path="/portal/requests/:reference" component={Portal} />
      <Route path="/notifications" component={Notifications} />
      <Route path="/profile" component={Profile} />
      <Route path="/schedule/requests/:reference">
        {({ reference }) => <Redirect to={`/portal/requests/${reference}`} replace />}
      </Route>
      <Route path="/requests/:reference">
        {({ reference }) => <Redirect to={`/portal/requests/${reference}`} replace />}
      </Route>
      <Route component={NotFound} />
    </Switch>
  )
}
