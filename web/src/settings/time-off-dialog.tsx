import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../api/act.ts'
import { CreateExceptionDocument } from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { NativeField } from '../ui/native-field.tsx'
import { SelectField } from '../ui/select.tsx'
import { showToast } from '../ui/toasts.ts'
import { Radio, RadioGroup } from '../ui/toggle.tsx'
import { RangeFields } from './weekly-hours.tsx'

const everyone = 'everyone'

export interface TimeOffDialogProps {
  people: { id: string; name: string }[]
  /** Whether the whole organization may be closed, too. */
  mayClose: boolean
  first: string
  onAdded: () => void
  onClose: () => void
}

interface Draft {
  who: string
  from: string
  to: string
  isOff: boolean
  hours: { from: string; to: string; key: number }[]
  reason: string
}

export function TimeOffDialog({ people, mayClose, first, onAdded, onClose }: TimeOffDialogProps) {
  const words = useWords()
  const { timeOff } = words.settings
  const { run, isRunning, refused } = useAct(CreateExceptionDocument, ['reason'])
  const [draft, setDraft] = useState<Draft>({
    who: mayClose ? everyone : (people[0]?.id ?? ''),
    from: first,
    to: first,
    isOff: true,
    hours: [{ from: '09:00', to: '13:00', key: 0 }],
    reason: '',
  })
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const isBackward = draft.to < draft.from

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBackward) return
    const { who, from, to, isOff, hours, reason } = draft
    const input = {
      technicianId: who === everyone ? null : who,
      from,
      to,
      hours: isOff ? [] : hours.map((range) => ({ from: range.from, to: range.to })),
      reason: reason.trim() || null,
    }
    if (!(await run({ input }))) return
    showToast({ text: timeOff.added })
    onAdded()
    onClose()
  }

  return (
    <Dialog title={timeOff.add} isOpen onClose={onClose}>
      <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
        <WhoAndWhen draft={draft} people={people} mayClose={mayClose} change={change} />
        <TextField
          name="reason"
          label={timeOff.reason}
          hint={timeOff.reasonHint}
          optional={words.optional}
          maxLength={200}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <div className="form__actions form__actions--end">
          <Button kind="quiet" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" kind="primary" isPending={isRunning} isDisabled={isBackward}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

interface WhoAndWhenProps {
  draft: Draft
  people: TimeOffDialogProps['people']
  mayClose: boolean
  change: (changes: Partial<Draft>) => void
}

function WhoAndWhen({ draft, people, mayClose, change }: WhoAndWhenProps) {
  const { timeOff } = useWords().settings
  return (
    <>
      <SelectField
        label={timeOff.who}
        choices={[
          ...(mayClose ? [{ id: everyone, label: timeOff.everyone }] : []),
          ...people.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={draft.who}
        onChange={(who) => change({ who })}
      />
      <div className="form__row">
        <NativeField
          type="date"
          name="from"
          label={timeOff.from}
          isRequired
          value={draft.from}
          onChange={(from) => change({ from, to: draft.to < from ? from : draft.to })}
        />
        <NativeField
          type="date"
          name="to"
          label={timeOff.to}
          isRequired
          value={draft.to}
          onChange={(to) => change({ to })}
        />
      </div>
      {draft.to < draft.from && <Alert kind="problem">{timeOff.order}</Alert>}
      <RadioGroup
        look="row"
        label={timeOff.kind}
        value={draft.isOff ? 'off' : 'other'}
        onChange={(kind) => change({ isOff: kind === 'off' })}
      >
        <Radio value="off">{timeOff.off}</Radio>
        <Radio value="other">{timeOff.other}</Radio>
      </RadioGroup>
      {!draft.isOff && <HoursOfDay hours={draft.hours} onChange={(hours) => change({ hours })} />}
    </>
  )
}

function HoursOfDay({ hours, onChange }: { hours: Draft['hours']; onChange: (hours: Draft['hours']) => void }) {
  const { technicians } = useWords().settings
  const next = Math.max(0, ...hours.map(({ key }) => key)) + 1
  return (
    <div className="stack">
      {hours.map((range) => (
        <RangeFields
          key={range.key}
          range={range}
          onChange={(changes) => onChange(hours.map((one) => (one.key === range.key ? { ...one, ...changes } : one)))}
          onRemove={() => onChange(hours.filter((one) => one.key !== range.key))}
        />
      ))}
      <Button
        size="small"
        kind="quiet"
        icon="plus"
        onPress={() => onChange([...hours, { from: '14:00', to: '18:00', key: next }])}
      >
        {technicians.addRange}
      </Button>
    </div>
  )
}
