import { useState } from 'react'
import { useAct } from '../api/act.ts'
import { useAllPages } from '../api/pages.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  DeleteExceptionDocument,
  type ExceptionSettingsFragment,
  SettingsExceptionsDocument,
  type SettingsExceptionsQuery,
} from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatDate } from '../time/format.ts'
import { today } from '../time/walltime.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Alert, EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { showToast } from '../ui/toasts.ts'
import { TimeOffDialog } from './time-off-dialog.tsx'

const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const

const peopleOf = (data: SettingsExceptionsQuery) => data.technicians

export function TimeOffPage() {
  const { settings } = useWords()
  const words = settings.timeOff
  const viewer = useViewer()
  const [from] = useState(() => today(viewer.organization.timeZone))
  const { nodes: people, data, error, reload } = useAllPages(SettingsExceptionsDocument, { from, to: null }, peopleOf)
  const [isAdding, setAdding] = useState(false)
  const own = viewer.actor.__typename === 'StaffMember' ? (viewer.actor.technician?.id ?? null) : null
  const mayAdd = viewer.role === 'ADMIN' || own !== null
  if (!people || !data) return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={5} />
  const all = [...(data.organization?.exceptions ?? []), ...people.flatMap((person) => person.exceptions)].sort(
    (a, b) => a.from.localeCompare(b.from),
  )
  return (
    <>
      <header className="page__head">
        <div>
          <h1>{settings.sections.timeOff}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {mayAdd && (
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
      </header>
      {all.length === 0 ? (
        <EmptyState icon="sun" title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <ul className="card card--flush setting-list" aria-label={words.upcoming}>
          {all.map((exception) => (
            <ExceptionLine
              key={exception.id}
              exception={exception}
              onRemoved={reload}
              mayRemove={viewer.role === 'ADMIN' || (own !== null && exception.technician?.id === own)}
            />
          ))}
        </ul>
      )}
      {isAdding && (
        <TimeOffDialog
          people={viewer.role === 'ADMIN' ? people : people.filter(({ id }) => id === own)}
          mayClose={viewer.role === 'ADMIN'}
          first={from}
          onAdded={reload}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}

function ExceptionLine({
  exception,
  mayRemove,
  onRemoved,
}: {
  exception: ExceptionSettingsFragment
  mayRemove: boolean
  onRemoved: () => void
}) {
  const { timeOff: words } = useWords().settings
  const locale = useLocale()
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, refused } = useAct(DeleteExceptionDocument)
  const { from, to, hours, technician, reason } = exception
  const days =
    from === to
      ? formatDate(from, locale, day)
      : words.range(formatDate(from, locale, day), formatDate(to, locale, day))
  const what =
    hours.length > 0
      ? hours.map((range) => `${range.from}–${range.to}`).join(', ')
      : technician
        ? words.offShort
        : words.closed
  const remove = async () => {
    if (!(await run({ input: { id: exception.id } }))) return
    setAsking(false)
    showToast({ text: words.removed })
    onRemoved()
  }
  return (
    <li className="setting-line">
      <div>
        <strong>{technician?.name ?? words.everyone}</strong>
        <p className="soft">
          {days} · {what}
          {reason && <span className="faint"> · {reason}</span>}
        </p>
      </div>
      {mayRemove && (
        <IconButton
          icon="trash"
          label={`${words.remove}: ${technician?.name ?? words.everyone}, ${days}`}
          onPress={() => setAsking(true)}
        />
      )}
      <Confirm
        title={words.removeTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm={words.remove}
        keep={words.keep}
        isPending={isRunning}
        onConfirm={() => void remove()}
      >
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
        <p>
          <strong>{technician?.name ?? words.everyone}</strong>, {days}
        </p>
        <p>{words.removeText}</p>
      </Confirm>
    </li>
  )
}
