import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { useAct } from '../api/act.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  SettingsOrganizationDocument,
  type SettingsOrganizationQuery,
  UpdateOrganizationDocument,
} from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { showToast } from '../ui/toasts.ts'
import { Switch } from '../ui/toggle.tsx'
import { type OwnRules, ruleNames, RulesFields } from './rules-fields.tsx'

type Organization = NonNullable<SettingsOrganizationQuery['organization']>

export function RulesPage() {
  const { settings } = useWords()
  const [{ data, error }, retry] = useQuery({ query: SettingsOrganizationDocument })
  if (!data?.organization)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={6} />
    )
  return (
    <>
      <header>
        <h1>{settings.sections.rules}</h1>
        <p className="page__lead">{settings.rules.lead}</p>
      </header>
      <RulesForm key={data.organization.id} organization={data.organization} />
    </>
  )
}

function draftOf({ name, timeZone, publicBookingEnabled, defaults }: Organization) {
  const {
    slotStepMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    minimumNoticeMinutes,
    horizonDays,
    maxPerDay,
    cancellationCutoffMinutes,
  } = defaults
  const rules: OwnRules = {
    slotStepMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    minimumNoticeMinutes,
    horizonDays,
    maxPerDay,
    cancellationCutoffMinutes,
  }
  return { name, timeZone, publicBookingEnabled, defaults: rules }
}

type OrganizationDraft = ReturnType<typeof draftOf>

function RulesForm({ organization }: { organization: Organization }) {
  const words = useWords()
  const { rules, saved } = words.settings
  const isDisabled = useViewer().role !== 'ADMIN'
  const { run, isRunning, refused } = useAct(UpdateOrganizationDocument, ['name', ...ruleNames])
  const [draft, setDraft] = useState(() => draftOf(organization))
  const change = (changes: Partial<OrganizationDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await run({ input: { ...draft, name: draft.name.trim() } })) showToast({ text: saved })
  }
  return (
    <Form className="setting-form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <OrganizationFacts organization={organization} draft={draft} change={change} isDisabled={isDisabled} />
      <section className="card form" aria-label={rules.defaults}>
        <h2>{rules.defaults}</h2>
        <RulesFields
          value={draft.defaults}
          onChange={(defaults) => change({ defaults })}
          inherited={null}
          isDisabled={isDisabled}
        />
      </section>
      {!isDisabled && (
        <div className="form__actions">
          <Button type="submit" kind="primary" isPending={isRunning}>
            {words.save}
          </Button>
        </div>
      )}
    </Form>
  )
}

interface OrganizationFactsProps {
  organization: Organization
  draft: OrganizationDraft
  change: (changes: Partial<OrganizationDraft>) => void
  isDisabled: boolean
}

function OrganizationFacts({ organization, draft, change, isDisabled }: OrganizationFactsProps) {
  const { rules } = useWords().settings
  const address = new URL(`/book/${organization.slug}`, location.href).href
  return (
    <section className="card form" aria-label={rules.organization}>
      <h2>{rules.organization}</h2>
      <div className="form__row">
        <TextField
          name="name"
          label={rules.name}
          isRequired
          maxLength={200}
          isDisabled={isDisabled}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <ZoneField
          label={rules.zone}
          hint={rules.zoneHint}
          value={draft.timeZone}
          isDisabled={isDisabled}
          onChange={(timeZone) => timeZone && change({ timeZone })}
        />
      </div>
      <Switch
        isSelected={draft.publicBookingEnabled}
        isDisabled={isDisabled}
        onChange={(publicBookingEnabled) => change({ publicBookingEnabled })}
        hint={rules.publicHint}
      >
        {rules.public}
      </Switch>
      {draft.publicBookingEnabled && (
        <p className="small">
          <span className="faint">{rules.link}:</span>{' '}
          <a href={address} target="_blank" rel="noreferrer">
            {address}
          </a>
        </p>
      )}
    </section>
  )
}
