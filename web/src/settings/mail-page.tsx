import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { useAct } from '../api/act.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  MailSettingsDocument,
  type MailSettingsQuery,
  UpdateNotificationSettingsDocument,
  UpdateVisitorSettingsDocument,
} from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { showToast } from '../ui/toasts.ts'
import { Switch } from '../ui/toggle.tsx'
import { MailDeliveries } from './mail-deliveries.tsx'

const standardReminder = 24 * 60

export function MailPage() {
  const { settings } = useWords()
  const isAdmin = useViewer().role === 'ADMIN'
  return (
    <>
      <header>
        <h1>{settings.sections.mail}</h1>
        <p className="page__lead">{settings.mail.lead}</p>
      </header>
      {isAdmin ? <Forms /> : <Alert>{settings.mail.adminsOnly}</Alert>}
    </>
  )
}

function Forms() {
  const [{ data, error }, retry] = useQuery({ query: MailSettingsDocument })
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={6} />
    )
  return (
    <>
      <MailForm settings={data.notificationSettings} />
      <VisitorForm settings={data.visitorSettings} />
      <MailDeliveries />
    </>
  )
}

type MailSettings = MailSettingsQuery['notificationSettings']

const fields = ['senderName', 'replyTo', 'footer', 'reminderMinutes']

function MailForm({ settings }: { settings: MailSettings }) {
  const words = useWords()
  const { mail } = words.settings
  const { run, isRunning, refused } = useAct(UpdateNotificationSettingsDocument, fields)
  const [draft, setDraft] = useState(settings)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = {
      senderName: draft.senderName?.trim() || null,
      replyTo: draft.replyTo?.trim() || null,
      footer: draft.footer?.trim() || null,
      reminderMinutes: draft.reminderMinutes,
    }
    if (await run({ input })) showToast({ text: mail.saved })
  }
  const change = (changes: Partial<MailSettings>) => setDraft((before) => ({ ...before, ...changes }))
  return (
    <Form className="setting-form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <section className="card form" aria-label={mail.mails}>
        <h2>{mail.mails}</h2>
        <SignatureFields draft={draft} onChange={change} />
        <ReminderField minutes={draft.reminderMinutes} onChange={(reminderMinutes) => change({ reminderMinutes })} />
      </section>
      <div className="form__actions">
        <Button type="submit" kind="primary" isPending={isRunning}>
          {words.save}
        </Button>
      </div>
    </Form>
  )
}

function SignatureFields({
  draft,
  onChange,
}: {
  draft: MailSettings
  onChange: (changes: Partial<MailSettings>) => void
}) {
  const words = useWords()
  const { mail } = words.settings
  const { organization } = useViewer()
  return (
    <>
      <div className="form__row">
        <TextField
          name="senderName"
          label={mail.senderName}
          hint={mail.senderHint(organization.name)}
          optional={words.optional}
          maxLength={200}
          value={draft.senderName ?? ''}
          onChange={(senderName) => onChange({ senderName })}
        />
        <TextField
          name="replyTo"
          type="email"
          label={mail.replyTo}
          hint={mail.replyToHint}
          optional={words.optional}
          maxLength={254}
          value={draft.replyTo ?? ''}
          onChange={(replyTo) => onChange({ replyTo })}
        />
      </div>
      <TextArea
        name="footer"
        label={mail.footer}
        hint={mail.footerHint}
        optional={words.optional}
        maxLength={1000}
        rows={3}
        value={draft.footer ?? ''}
        onChange={(footer) => onChange({ footer })}
      />
    </>
  )
}

function ReminderField({ minutes, onChange }: { minutes: number | null; onChange: (minutes: number | null) => void }) {
  const { mail } = useWords().settings
  return (
    <>
      <Switch isSelected={minutes !== null} onChange={(isOn) => onChange(isOn ? standardReminder : null)}>
        {mail.remind}
      </Switch>
      {minutes !== null && (
        <NumberField
          name="reminderMinutes"
          label={mail.reminder}
          unit={mail.hours}
          minValue={0.25}
          maxValue={14 * 24}
          isRequired
          value={minutes / 60}
          onChange={(hours) => !Number.isNaN(hours) && onChange(Math.round(hours * 60))}
        />
      )}
    </>
  )
}

function VisitorForm({ settings }: { settings: MailSettingsQuery['visitorSettings'] }) {
  const words = useWords()
  const { mail } = words.settings
  const { run, isRunning, refused } = useAct(UpdateVisitorSettingsDocument, ['mostOpenPerAddress', 'mostOpen'])
  const { confirmEmail, mostOpenPerAddress, mostOpen } = settings
  const [draft, setDraft] = useState({ confirmEmail, mostOpenPerAddress, mostOpen })
  const change = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await run({ input: draft })) showToast({ text: mail.saved })
  }
  return (
    <Form className="setting-form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <section className="card form" aria-label={mail.visitors}>
        <h2>{mail.visitors}</h2>
        <Switch
          isSelected={draft.confirmEmail}
          onChange={(isOn) => change({ confirmEmail: isOn })}
          hint={mail.confirmHint}
        >
          {mail.confirmEmail}
        </Switch>
        <div className="form__row">
          <NumberField
            name="mostOpenPerAddress"
            label={mail.perAddress}
            hint={mail.perAddressHint}
            minValue={1}
            maxValue={10_000}
            isRequired
            value={draft.mostOpenPerAddress}
            onChange={(most) => !Number.isNaN(most) && change({ mostOpenPerAddress: most })}
          />
          <NumberField
            name="mostOpen"
            label={mail.inAll}
            hint={mail.inAllHint}
            minValue={1}
            maxValue={10_000}
            isRequired
            value={draft.mostOpen}
            onChange={(most) => !Number.isNaN(most) && change({ mostOpen: most })}
          />
        </div>
      </section>
      <div className="form__actions">
        <Button type="submit" kind="primary" isPending={isRunning}>
          {words.save}
        </Button>
      </div>
    </Form>
  )
}
