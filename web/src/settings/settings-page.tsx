import { lazy, Suspense } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { NotFound } from '../parts/not-found.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Alert, Skeleton } from '../ui/feedback.tsx'
import './settings.css'

const Services = lazy(async () => ({ default: (await import('./services-page.tsx')).ServicesPage }))
const Service = lazy(async () => ({ default: (await import('./service-page.tsx')).ServicePage }))
const Technicians = lazy(async () => ({ default: (await import('./technicians-page.tsx')).TechniciansPage }))
const Technician = lazy(async () => ({ default: (await import('./technician-page.tsx')).TechnicianPage }))
const TimeOff = lazy(async () => ({ default: (await import('./time-off-page.tsx')).TimeOffPage }))
const Rules = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))
const Replies = lazy(async () => ({ default: (await import('./replies-page.tsx')).RepliesPage }))
const Mail = lazy(async () => ({ default: (await import('./mail-page.tsx')).MailPage }))
const Staff = lazy(async () => ({ default: (await import('./people/staff-page.tsx')).StaffPage }))
const Contacts = lazy(async () => ({ default: (await import('./people/contacts-page.tsx')).ContactsPage }))
const Audit = lazy(async () => ({ default: (await import('./people/audit-page.tsx')).AuditPage }))
const Check = lazy(async () => ({ default: (await import('./check-page.tsx')).CheckPage }))

const sections = [
  ['services', '/settings/services'],
  ['technicians', '/settings/technicians'],
  ['timeOff', '/settings/time-off'],
  ['rules', '/settings/rules'],
  ['replies', '/settings/replies'],
  ['mail', '/settings/mail'],
  ['check', '/settings/check'],
] as const

/** For those who administer the organization. */
const adminSections = [
  ['staff', '/settings/staff'],
  ['contacts', '/settings/contacts'],
  ['audit', '/settings/audit'],
] as const

/** On a narrow screen the sections scroll sideways: where one is should be in sight. */
function show(link: HTMLAnchorElement | null) {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

export function SettingsPage() {
  const { settings: words, people } = useWords()
  const [path] = useLocation()
  const isAdmin = useViewer().role === 'ADMIN'
  const names = { ...words.sections, staff: people.staff, contacts: people.contacts, audit: people.audit }
  const shown = isAdmin ? [...sections, ...adminSections] : sections
  const here = shown.find(([, href]) => path.startsWith(href))?.[0]
  return (
    <div className="settings">
      <PageTitle>{here ? `${names[here]}, ${words.title}` : words.title}</PageTitle>
      <nav className="settings__nav" aria-label={words.title}>
        {shown.map(([name, href]) => (
          <Link
            key={name}
            href={href}
            aria-current={name === here ? 'page' : undefined}
            ref={name === here ? show : null}
          >
            {names[name]}
          </Link>
        ))}
      </nav>
      <div className="settings__body">
        {!isAdmin && here !== 'check' && here !== 'timeOff' && <Alert>{words.readOnly}</Alert>}
        <Suspense fallback={<Skeleton rows={5} />}>
          <Switch>
            <Route path="/settings">
              <Redirect to="/settings/services" replace />
            </Route>
            <Route path="/settings/services" component={Services} />
            <Route path="/settings/services/:id" component={Service} />
            <Route path="/settings/technicians" component={Technicians} />
            <Route path="/settings/technicians/:id" component={Technician} />
            <Route path="/settings/time-off" component={TimeOff} />
            <Route path="/settings/rules" component={Rules} />
            <Route path="/settings/replies" component={Replies} />
            <Route path="/settings/mail" component={Mail} />
            <Route path="/settings/check" component={Check} />
            {isAdmin && <Route path="/settings/staff" component={Staff} />}
            {isAdmin && <Route path="/settings/contacts" component={Contacts} />}
            {isAdmin && <Route path="/settings/audit" component={Audit} />}
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </div>
    </div>
  )
}
