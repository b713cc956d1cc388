import { useAct } from '../../api/act.ts'
import { useHeld } from '../../api/holding.ts'
import type { RequestDetailFragment } from '../../gql/requests.ts'
import { CloseAppointmentDocument } from '../../gql/decisions.ts'
import type { Words } from '../../i18n/en.ts'
import { useWords } from '../../i18n/language.tsx'
import { usePreferences } from '../../preferences/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { type Command, useCommands } from '../../ui/commands.ts'
import { Alert } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { DetailAct } from './request-detail.tsx'

type Action = RequestDetailFragment['allowedActions'][number]

const acts = [
  ['APPROVE', 'approve', 'check'],
  ['DECLINE', 'decline', 'close'],
  ['RESCHEDULE', 'reschedule', 'clock'],
  ['LINK_TICKET', 'ticket', 'ticket'],
  ['EDIT_NOTES', 'notes', 'note'],
  ['CANCEL', 'cancel', 'trash'],
] as const
const keys: Partial<Record<DetailAct, string>> = { approve: 'a', decline: 'd' }

function commandsOf(
  request: RequestDetailFragment,
  words: Words['requests']['actions'],
  onAct: (act: DetailAct) => void,
): Command[] {
  const labels = { ...words, ticket: words.linkTicket, notes: words.editNotes }
  return acts
    .filter(([action]) => request.allowedActions.includes(action))
    .map(([, act, icon]) => {
      const shortcut = keys[act]
      const label = act === 'cancel' && request.status === 'PENDING' ? words.cancelPending : labels[act]
      return { id: act, label, icon, ...(shortcut ? { shortcut } : {}), run: () => onAct(act) }
    })
}

export interface DetailActionsProps {
  request: RequestDetailFragment
  onAct: (act: DetailAct) => void
}

/** Only what the server says this person may do now. */
export function DetailActions({ request, onAct }: DetailActionsProps) {
  const { requests, triage } = useWords()
  const isHeld = useHeld().has(request.id)
  const words = requests.actions
  const { shortcuts } = usePreferences()
  const { run, isRunning, refused } = useAct(CloseAppointmentDocument)
  const may = (action: Action) => request.allowedActions.includes(action)
  const key = (letter: string) => (shortcuts ? letter : undefined)
  const close = async (outcome: 'COMPLETED' | 'NO_SHOW') => {
    const done = await run({ input: { requestId: request.id, expectedVersion: request.version, outcome } })
    if (done) showToast({ text: requests.close[outcome] })
  }
  const more: MenuEntry[] = [
    ...(may('LINK_TICKET')
      ? [{ id: 'ticket', label: words.linkTicket, icon: 'ticket', onAction: () => onAct('ticket') } as const]
      : []),
    ...(may('EDIT_NOTES')
      ? [{ id: 'notes', label: words.editNotes, icon: 'note', onAction: () => onAct('notes') } as const]
      : []),
    ...(may('CLOSE')
      ? [{ id: 'no-show', label: words.noShow, icon: 'close', onAction: () => void close('NO_SHOW') } as const]
      : []),
    ...(may('CANCEL')
      ? [
          {
            id: 'cancel',
            label: request.status === 'PENDING' ? words.cancelPending : words.cancel,
            icon: 'trash',
            onAction: () => onAct('cancel'),
          } as const,
        ]
      : []),
  ]
  useCommands(isHeld ? [] : commandsOf(request, words, onAct))
  if (isHeld) {
    return (
      <footer className="detail__actions no-print">
        <Alert>{triage.undo.waiting}</Alert>
      </footer>
    )
  }
  if (request.allowedActions.length === 0) return null
  return (
    <footer className="detail__actions no-print">
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <div className="cluster">
        {may('APPROVE') && (
          <Button kind="primary" icon="check" shortcut={key('a')} onPress={() => onAct('approve')}>
            {words.approve}
          </Button>
        )}
        {may('DECLINE') && (
          <Button shortcut={key('d')} onPress={() => onAct('decline')}>
            {words.decline}
          </Button>
        )}
        {may('CLOSE') && (
          <Button kind="primary" icon="check" isPending={isRunning} onPress={() => void close('COMPLETED')}>
            {words.complete}
          </Button>
        )}
        {may('RESCHEDULE') && (
          <Button icon="clock" onPress={() => onAct('reschedule')}>
            {words.reschedule}
          </Button>
        )}
        {more.length > 0 && (
          <Menu label={words.more} entries={more} className="button button--quiet button--normal">
            {words.more}
            <Icon name="chevronDown" size={16} />
          </Menu>
        )}
      </div>
    </footer>
  )
}
