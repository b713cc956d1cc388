import { useSearchParams, Link, useLocation } from 'wouter'
import { usePending } from '../../api/pending.tsx'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { formatDate, zoneLong } from '../../time/format.ts'
import { addDays, isDate, startOfDay, startOfWeek, today } from '../../time/walltime.ts'
import { useFirstDay, useTimeStyle, useZone } from '../../time/zone.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useKeys } from '../../ui/keys.ts'
import { NativeField } from '../../ui/native-field.tsx'
import { useNarrowScreen } from '../../ui/screen.ts'
import { SelectField } from '../../ui/select.tsx'
import { Agenda } from './agenda.tsx'
import { type CalendarState, useCalendar } from './calendar-data.ts'
import { DayView } from './day-view.tsx'
import { Moving } from './moving.tsx'
import { WeekView } from './week-view.tsx'
import './calendar.css'

type View = 'day' | 'week'
const everyone = 'everyone'

/** What the address says to show: the day or the week around a date, of everybody or of one. */
function useCalendarAddress() {
  const [search, setSearch] = useSearchParams()
  const zone = useZone()
  const firstDay = useFirstDay()
  const view: View = search.get('view') === 'week' ? 'week' : 'day'
  const asked = search.get('date')
  const date = isDate(asked) ? asked : today(zone)
  const first = view === 'week' ? startOfWeek(date, firstDay) : date
  const go = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    setSearch(next, { replace: true })
  }
  return { view, date, first, days: view === 'week' ? 7 : 1, technicianId: search.get('technician'), zone, go }
}

type Address = ReturnType<typeof useCalendarAddress>

export function CalendarPage() {
  const { calendar: words } = useWords()
  const locale = useLocale()
  const address = useCalendarAddress()
  const { view, date, first, days, zone, technicianId, go } = address
  const calendar = useCalendar(first, days, zone, technicianId)
  const [, navigate] = useLocation()
  useKeys({
    t: () => go({ date: null }),
    r: () => navigate('/schedule/requests'),
    n: () => navigate('/schedule/new'),
    ArrowLeft: () => go({ date: addDays(date, -days) }),
    ArrowRight: () => go({ date: addDays(date, days) }),
  })
  const name =
    view === 'day'
      ? formatDate(date, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
      : [
          formatDate(first, locale, { day: 'numeric', month: 'short' }),
          formatDate(addDays(first, 6), locale, { day: 'numeric', month: 'short', year: 'numeric' }),
        ].join(' – ')
  return (
    <div className="calendar">
      <PageTitle>{`${words.title}, ${name}`}</PageTitle>
      <CalendarHead address={address} calendar={calendar} name={name} />
      <Moving>
        <CalendarBody address={address} calendar={calendar} />
      </Moving>
    </div>
  )
}

function CalendarBody({ address, calendar }: { address: Address; calendar: CalendarState }) {
  const { calendar: words } = useWords()
  const isNarrow = useNarrowScreen()
  const { view, first, days, zone } = address
  if (!calendar.people || !calendar.entries) {
    return calendar.error ? (
      <ErrorState error={calendar.error} onRetry={calendar.retry} />
    ) : (
      <Skeleton rows={6} height="4rem" />
    )
  }
  if (calendar.people.length === 0) {
    return (
      <EmptyState icon="users" title={words.noTechnicians}>
        <p>{words.noTechniciansText}</p>
        <Link href="/settings/technicians" className="button button--primary button--normal">
          {words.addTechnicians}
        </Link>
      </EmptyState>
    )
  }
  if (isNarrow) return <Agenda calendar={calendar} first={first} days={days} zone={zone} />
  return view === 'week' ? (
    <WeekView calendar={calendar} first={first} zone={zone} />
  ) : (
    <DayView calendar={calendar} date={first} zone={zone} />
  )
}

function CalendarHead({ address, calendar, name }: { address: Address; calendar: CalendarState; name: string }) {
  const { calendar: words } = useWords()
  const { view, date, first, days, technicianId, zone, go } = address
  const style = useTimeStyle()
  const step = (direction: number) => go({ date: addDays(date, direction * days) })
  const isDay = view === 'day'
  return (
    <header className="calendar__head">
      <div className="calendar__title">
        <h1>{name}</h1>
        <p className="faint small">{zoneLong(startOfDay(first, zone), style)}</p>
      </div>
      <div className="calendar__tools no-print">
        <div className="cluster">
          <IconButton
            icon="chevronLeft"
            label={isDay ? words.previousDay : words.previousWeek}
            onPress={() => step(-1)}
          />
          <Button onPress={() => go({ date: null })}>{words.today}</Button>
          <IconButton icon="chevronRight" label={isDay ? words.nextDay : words.nextWeek} onPress={() => step(1)} />
          <NativeField
            type="date"
            label={words.date}
            isLabelHidden
            value={date}
            onChange={(next) => isDate(next) && go({ date: next })}
          />
        </div>
        <ViewSwitch address={address} />
        <SelectField
          label={words.technician}
          isLabelHidden
          choices={[
            { id: everyone, label: words.everyone },
            ...calendar.everyone.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={technicianId ?? everyone}
          onChange={(id) => go({ technician: id === everyone ? null : id })}
        />
        <IconButton icon="print" label={words.print} onPress={() => globalThis.print()} />
        <RequestsButton />
      </div>
    </header>
  )
}

function ViewSwitch({ address }: { address: Address }) {
  const { calendar: words } = useWords()
  return (
    <div className="views" role="group" aria-label={words.view}>
      {(['day', 'week'] as const).map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === address.view}
          onClick={() => address.go({ view: view === 'day' ? null : view })}
        >
          {words[view]}
        </button>
      ))}
    </div>
  )
}

/** The door to the queue, with what waits behind it. */
function RequestsButton() {
  const { nav } = useWords()
  const pending = usePending()
  return (
    <Link href="/schedule/requests" className="button button--primary button--normal">
      <Icon name="inbox" />
      {nav.appointmentRequests}
      {!!pending && <span className="calendar__pending">{nav.pending(pending)}</span>}
    </Link>
  )
}
