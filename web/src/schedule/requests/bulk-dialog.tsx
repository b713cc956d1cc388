import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { RequestRowFragment } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { spanOf, When } from '../../parts/when.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useBulk, type Planned, useTechnicians } from './bulk.ts'
import type { DecisionAct } from './decision.ts'
import { ReplyChoice } from './reply-choice.tsx'

export interface BulkDialogProps {
  act: DecisionAct
  rows: RequestRowFragment[]
  onClose: () => void
  onDone: () => void
}

/** What would happen to each of many requests, before it does. */
export function BulkDialog({ act, rows, onClose, onDone }: BulkDialogProps) {
  const words = useWords()
  const { bulk, replies } = words.triage
  const decide = useBulk()
  const planned = useTechnicians(act === 'approve' ? rows : [])
  const [reason, setReason] = useState('')
  const plan: Planned[] | null = act === 'approve' ? planned : rows.map((row) => ({ row, technician: null }))
  const ready = plan?.filter(({ technician }) => act === 'decline' || technician) ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready.length === 0) return
    decide(act, ready, reason.trim() || null)
    onDone()
  }
  return (
    <Dialog title={bulk[act]} isOpen onClose={onClose}>
      <Form className="form" onSubmit={submit}>
        {act === 'approve' && <p className="soft">{bulk.approveLead}</p>}
        {plan ? <Plan act={act} plan={plan} /> : <Skeleton rows={rows.length} />}
        {act === 'decline' && (
          <>
            <ReplyChoice text={reason} onInsert={setReason} />
            <TextArea
              label={words.requests.decline.reason}
              hint={replies.textHint}
              optional={words.optional}
              maxLength={2_000}
              value={reason}
              onChange={setReason}
            />
          </>
        )}
        <div className="form__actions form__actions--end">
          <Button kind="quiet" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" kind={act === 'approve' ? 'primary' : 'danger'} isDisabled={ready.length === 0}>
            {act === 'approve' ? bulk.confirmApprove(ready.length) : bulk.confirmDecline(ready.length)}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function Plan({ act, plan }: { act: DecisionAct; plan: Planned[] }) {
  const { bulk } = useWords().triage
  return (
    <ul className="bulk-plan">
      {plan.map(({ row, technician }) => (
        <li key={row.id}>
          <strong>{whoseRequest(row)}</strong>
          <span className="soft">{row.service.name}</span>
          <When {...spanOf(row)} />
          {act === 'approve' &&
            (technician ? <span>{technician.name}</span> : <span className="bulk-plan__not">{bulk.nobodyFree}</span>)}
        </li>
      ))}
    </ul>
  )
}
