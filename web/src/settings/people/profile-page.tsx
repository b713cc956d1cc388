import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { useAct, wasRefusedWith } from '../../api/act.ts'
import { useViewer } from '../../api/viewer.tsx'
import {
  ChangeOwnPasswordDocument,
  type ContactPersonFragment,
  ProfileDocument,
  type StaffPersonFragment,
  UpdateProfileDocument,
} from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { ZoneField } from '../../parts/zone-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select.tsx'
import { showToast } from '../../ui/toasts.ts'
import '../settings.css'
import './people.css'
import { languages } from './languages.ts'
import { SessionsCard } from './sessions-card.tsx'

export function ProfilePage() {
  const { people: words } = useWords()
  const [{ data, error }, retry] = useQuery({ query: ProfileDocument })
  const again = () => retry({ requestPolicy: 'network-only' })
  const actor = data?.viewer?.actor
  return (
    <div className="profile">
      <PageTitle>{words.profile}</PageTitle>
      <header>
        <h1>{words.profile}</h1>
        <p className="page__lead">{words.profileLead}</p>
      </header>
      {error && !data && <ErrorState error={error} onRetry={again} />}
      {!error && !data && <Skeleton rows={6} />}
      {(actor?.__typename === 'StaffMember' || actor?.__typename === 'Contact') && <DetailsCard person={actor} />}
      {data?.viewer && <PasswordCard />}
      {data?.viewer && <SessionsCard sessions={data.viewer.sessions} onChanged={again} />}
    </div>
  )
}

function DetailsCard({ person }: { person: StaffPersonFragment | ContactPersonFragment }) {
  const words = useWords()
  const { people } = words
  const { organization } = useViewer()
  const { run, isRunning, refused } = useAct(UpdateProfileDocument, ['name', 'phone'])
  const [draft, setDraft] = useState({
    name: person.name,
    phone: person.phone ?? '',
    timeZone: person.timeZone,
    locale: ('mailLocale' in person ? person.mailLocale : person.locale) ?? 'en',
  })
  const change = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = { ...draft, name: draft.name.trim(), phone: draft.phone.trim() || null }
    if (await run({ input })) showToast({ text: words.saved })
  }

  return (
    <Form className="card form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <TextField
        name="name"
        label={people.name}
        autoComplete="name"
        isRequired
        maxLength={200}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <TextField name="email" label={people.email} value={person.email} isReadOnly />
      <TextField
        name="phone"
        type="tel"
        label={people.phone}
        optional={words.optional}
        autoComplete="tel"
        maxLength={50}
        value={draft.phone}
        onChange={(phone) => change({ phone })}
      />
      <ZoneField
        label={people.zone}
        hint={people.zoneHint}
        value={draft.timeZone}
        organizationZone={organization.timeZone}
        onChange={(timeZone) => change({ timeZone })}
      />
      <SelectField
        label={people.language}
        choices={languages(draft.locale)}
        value={draft.locale}
        onChange={(locale) => change({ locale })}
      />
      <div className="form__actions">
        <Button type="submit" kind="primary" isPending={isRunning}>
          {words.save}
        </Button>
      </div>
    </Form>
  )
}

function PasswordCard() {
  const { people: words } = useWords()
  const { run, isRunning, refused } = useAct(ChangeOwnPasswordDocument, ['currentPassword', 'newPassword'])
  const errors = wasRefusedWith(refused, 'INVALID_CREDENTIALS')
    ? { currentPassword: [words.currentPasswordWrong] }
    : (refused?.fields ?? {})

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const input = {
      currentPassword: String(given.get('currentPassword')),
      newPassword: String(given.get('newPassword')),
    }
    if (!(await run({ input }))) return
    form.reset()
    showToast({ text: words.passwordChanged })
  }

  return (
    <Form className="card form" onSubmit={(event) => void submit(event)} validationErrors={errors}>
      <h2>{words.password}</h2>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <TextField
        name="currentPassword"
        type="password"
        label={words.currentPassword}
        autoComplete="current-password"
        isRequired
      />
      <TextField
        name="newPassword"
        type="password"
        label={words.newPassword}
        hint={words.newPasswordHint}
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        isRequired
      />
      <div className="form__actions">
        <Button type="submit" isPending={isRunning}>
          {words.changePassword}
        </Button>
      </div>
    </Form>
  )
}
