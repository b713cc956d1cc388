import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { Link, useLocation, useParams } from 'wouter'
import { useAct } from '../api/act.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  CreateServiceDocument,
  type ServiceSettingsFragment,
  SettingsServicesDocument,
  SettingsTechniciansDocument,
  UpdateServiceDocument,
} from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { NotFound } from '../parts/not-found.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { showToast } from '../ui/toasts.ts'
import { Checkbox, Switch } from '../ui/toggle.tsx'
import { LengthsField } from './lengths-field.tsx'
import { type EffectiveRules, type OwnRules, ruleNames, RulesFields } from './rules-fields.tsx'

const noRules: OwnRules = {
  slotStepMinutes: null,
  bufferBeforeMinutes: null,
  bufferAfterMinutes: null,
  minimumNoticeMinutes: null,
  horizonDays: null,
  maxPerDay: null,
  cancellationCutoffMinutes: null,
}

interface ServiceDraft {
  name: string
  description: string
  durationsMinutes: number[]
  technicianIds: string[]
  isBookable: boolean
  isPublic: boolean
  autoApprove: boolean
  pendingHoldsSlot: boolean
  rules: OwnRules
}

function draftOf(service: ServiceSettingsFragment | null): ServiceDraft {
  return {
    name: service?.name ?? '',
    description: service?.description ?? '',
    durationsMinutes: service?.durationsMinutes ?? [60],
    technicianIds: service?.technicians.map(({ id }) => id) ?? [],
    isBookable: service?.isBookable ?? true,
    isPublic: service?.isPublic ?? false,
    autoApprove: service?.autoApprove ?? false,
    pendingHoldsSlot: service?.pendingHoldsSlot ?? true,
    rules: service
      ? (Object.fromEntries(
          Object.keys(noRules).map((name) => [name, service.rules[name as keyof OwnRules]]),
        ) as OwnRules)
      : noRules,
  }
}

export function ServicePage() {
  const { id = '' } = useParams()
  const { settings } = useWords()
  const [{ data, error }, retry] = useQuery({ query: SettingsServicesDocument })
  const isNew = id === 'new'
  const service = data?.services.nodes.find((one) => one.id === decodeURIComponent(id)) ?? null
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={6} />
    )
  if (!service && !isNew) return <NotFound />
  return (
    <>
      <Link href="/settings/services" className="setting-back">
        <Icon name="arrowLeft" size={16} />
        {settings.sections.services}
      </Link>
      <h1>{service?.name ?? settings.services.new}</h1>
      {data.organization && <ServiceForm key={id} service={service} defaults={data.organization.defaults} />}
    </>
  )
}

const shownFields = ['name', 'description', ...ruleNames]

function useSaving(service: ServiceSettingsFragment | null) {
  const create = useAct(CreateServiceDocument, shownFields)
  const update = useAct(UpdateServiceDocument, shownFields)
  const save = (draft: ServiceDraft) => {
    const input = { ...draft, name: draft.name.trim(), description: draft.description.trim() || null }
    return service ? update.run({ input: { id: service.id, ...input } }) : create.run({ input })
  }
  return { save, isRunning: create.isRunning || update.isRunning, refused: create.refused ?? update.refused }
}

function ServiceForm({ service, defaults }: { service: ServiceSettingsFragment | null; defaults: EffectiveRules }) {
  const words = useWords()
  const { services, saved } = words.settings
  const [, navigate] = useLocation()
  const isAdmin = useViewer().role === 'ADMIN'
  const { save, isRunning, refused } = useSaving(service)
  const [draft, setDraft] = useState(() => draftOf(service))
  const change = (changes: Partial<ServiceDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const hasLength = draft.durationsMinutes.length > 0

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!hasLength || !(await save(draft))) return
    showToast({ text: saved })
    if (!service) navigate('/settings/services')
  }

  return (
    <Form className="setting-form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <fieldset className="card form" disabled={!isAdmin}>
        <TextField
          name="name"
          label={services.name}
          isRequired
          maxLength={200}
          isDisabled={!isAdmin}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <TextArea
          name="description"
          label={services.description}
          hint={services.descriptionHint}
          optional={words.optional}
          maxLength={2_000}
          isDisabled={!isAdmin}
          value={draft.description}
          onChange={(description) => change({ description })}
        />
        <LengthsField
          value={draft.durationsMinutes}
          onChange={(durationsMinutes) => change({ durationsMinutes })}
          isDisabled={!isAdmin}
        />
        <WhoField
          value={draft.technicianIds}
          onChange={(technicianIds) => change({ technicianIds })}
          isDisabled={!isAdmin}
        />
      </fieldset>
      <BookableSwitches draft={draft} change={change} isDisabled={!isAdmin} />
      <OwnRulesSection draft={draft} change={change} isDisabled={!isAdmin} defaults={defaults} />
      {isAdmin && (
        <div className="form__actions">
          <Button type="submit" kind="primary" isPending={isRunning} isDisabled={!hasLength}>
            {words.save}
          </Button>
          {service && (
            <Link
              href={`/settings/check?service=${encodeURIComponent(service.id)}`}
              className="button button--quiet button--normal"
            >
              {words.settings.sections.check}
            </Link>
          )}
        </div>
      )}
    </Form>
  )
}

interface ServicePartProps {
  draft: ServiceDraft
  change: (changes: Partial<ServiceDraft>) => void
  isDisabled: boolean
}

function BookableSwitches({ draft, change, isDisabled }: ServicePartProps) {
  const { services } = useWords().settings
  return (
    <fieldset className="card form" disabled={isDisabled}>
      <Switch isSelected={draft.isBookable} isDisabled={isDisabled} onChange={(isBookable) => change({ isBookable })}>
        {services.bookable}
      </Switch>
      <Switch isSelected={draft.isPublic} isDisabled={isDisabled} onChange={(isPublic) => change({ isPublic })}>
        {services.public}
      </Switch>
      <Switch
        isSelected={draft.autoApprove}
        isDisabled={isDisabled}
        onChange={(autoApprove) => change({ autoApprove })}
        hint={services.autoApproveHint}
      >
        {services.autoApprove}
      </Switch>
      <Switch
        isSelected={draft.pendingHoldsSlot}
        isDisabled={isDisabled}
        onChange={(pendingHoldsSlot) => change({ pendingHoldsSlot })}
        hint={services.holdsHint}
      >
        {services.holds}
      </Switch>
    </fieldset>
  )
}

function OwnRulesSection({ draft, change, isDisabled, defaults }: ServicePartProps & { defaults: EffectiveRules }) {
  const { services, rules } = useWords().settings
  return (
    <section className="card form" aria-label={services.rulesTitle}>
      <div>
        <h2>{services.rulesTitle}</h2>
        <p className="soft">{services.rulesLead}</p>
      </div>
      <RulesFields
        value={draft.rules}
        onChange={(next) => change({ rules: next })}
        inherited={defaults}
        isDisabled={isDisabled}
      />
      {Object.values(draft.rules).some((rule) => rule !== null) && !isDisabled && (
        <Button kind="quiet" size="small" onPress={() => change({ rules: noRules })}>
          {rules.inherit}
        </Button>
      )}
    </section>
  )
}

function WhoField({
  value,
  onChange,
  isDisabled,
}: {
  value: string[]
  onChange: (ids: string[]) => void
  isDisabled: boolean
}) {
  const { services: words } = useWords().settings
  const [{ data }] = useQuery({ query: SettingsTechniciansDocument })
  const people = data?.technicians.nodes.filter((one) => one.isActive || value.includes(one.id)) ?? []
  return (
    <fieldset className="choices">
      <legend className="field__label">{words.who}</legend>
      <div className="choices__grid">
        {people.map(({ id, name }) => (
          <Checkbox
            key={id}
            isDisabled={isDisabled}
            isSelected={value.includes(id)}
            onChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      {value.length === 0 && <p className="field__hint">{words.nobody}</p>}
    </fieldset>
  )
}
