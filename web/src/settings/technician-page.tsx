import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { Link, useLocation, useParams } from 'wouter'
import { useAct } from '../api/act.ts'
import { useViewer } from '../api/viewer.tsx'
import {
  CreateTechnicianDocument,
  SettingsServicesDocument,
  SettingsTechniciansDocument,
  type TechnicianSettingsFragment,
  UpdateTechnicianDocument,
} from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { NotFound } from '../parts/not-found.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { showToast } from '../ui/toasts.ts'
import { Checkbox, Switch } from '../ui/toggle.tsx'
import { HoursPreview } from './hours-preview.tsx'
import { WeeklyHours } from './weekly-hours.tsx'
import { daysOfWeek } from './weekly-draft.ts'

interface TechnicianDraft {
  name: string
  email: string
  timeZone: string | null
  isActive: boolean
  acceptsPreference: boolean
  maxAppointmentsPerDay: number | null
  serviceIds: string[]
}

function draftOf(technician: TechnicianSettingsFragment | null): TechnicianDraft {
  return {
    name: technician?.name ?? '',
    email: technician?.email ?? '',
    timeZone: technician?.timeZone ?? null,
    isActive: technician?.isActive ?? true,
    acceptsPreference: technician?.acceptsPreference ?? true,
    maxAppointmentsPerDay: technician?.maxAppointmentsPerDay ?? null,
    serviceIds: technician?.services.map(({ id }) => id) ?? [],
  }
}

/** A new technician starts with usual office hours: changing them is quicker than typing ten times. */
const usualHours = daysOfWeek.slice(0, 5).map((day) => ({ day, from: '09:00', to: '17:00' }))

export function TechnicianPage() {
  const { id = '' } = useParams()
  const { settings } = useWords()
  const isAdmin = useViewer().role === 'ADMIN'
  const [{ data, error }, retry] = useQuery({ query: SettingsTechniciansDocument })
  const isNew = id === 'new'
  const technician = data?.technicians.nodes.find((one) => one.id === decodeURIComponent(id)) ?? null
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={6} />
    )
  if (!technician && !isNew) return <NotFound />
  return (
    <>
      <Link href="/settings/technicians" className="setting-back">
        <Icon name="arrowLeft" size={16} />
        {settings.sections.technicians}
      </Link>
      <h1>{technician?.name ?? settings.technicians.new}</h1>
      <TechnicianForm key={id} technician={technician} />
      {technician && <WeeklyHours key={`${technician.id} hours`} technician={technician} isDisabled={!isAdmin} />}
      {technician && <HoursPreview key={`${technician.id} preview`} technician={technician} />}
    </>
  )
}

const shownFields = ['name', 'email', 'maxAppointmentsPerDay']

function useSaving(technician: TechnicianSettingsFragment | null) {
  const create = useAct(CreateTechnicianDocument, shownFields)
  const update = useAct(UpdateTechnicianDocument, shownFields)
  const [, navigate] = useLocation()
  const { saved } = useWords().settings
  const save = async ({ isActive, ...draft }: TechnicianDraft) => {
    const input = { ...draft, name: draft.name.trim(), email: draft.email.trim() }
    if (technician) {
      if (await update.run({ input: { id: technician.id, ...input, isActive } })) showToast({ text: saved })
      return
    }
    const made = await create.run({ input: { ...input, weeklyHours: usualHours } })
    const id = made?.createTechnician.technician?.id
    if (id) navigate(`/settings/technicians/${encodeURIComponent(id)}`)
  }
  return { save, isRunning: create.isRunning || update.isRunning, refused: create.refused ?? update.refused }
}

function TechnicianForm({ technician }: { technician: TechnicianSettingsFragment | null }) {
  const words = useWords()
  const { technicians } = words.settings
  const isDisabled = useViewer().role !== 'ADMIN'
  const { save, isRunning, refused } = useSaving(technician)
  const [draft, setDraft] = useState(() => draftOf(technician))
  const change = (changes: Partial<TechnicianDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(draft)
  }
  return (
    <Form className="card form" onSubmit={submit} validationErrors={refused?.fields ?? {}}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      <TechnicianFacts draft={draft} change={change} isDisabled={isDisabled} />
      <ServicesField
        value={draft.serviceIds}
        onChange={(serviceIds) => change({ serviceIds })}
        isDisabled={isDisabled}
      />
      <Switch
        isSelected={draft.acceptsPreference}
        isDisabled={isDisabled}
        onChange={(acceptsPreference) => change({ acceptsPreference })}
      >
        {technicians.preference}
      </Switch>
      {technician && (
        <Switch isSelected={draft.isActive} isDisabled={isDisabled} onChange={(isActive) => change({ isActive })}>
          {technicians.active}
        </Switch>
      )}
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

interface TechnicianFactsProps {
  draft: TechnicianDraft
  change: (changes: Partial<TechnicianDraft>) => void
  isDisabled: boolean
}

function TechnicianFacts({ draft, change, isDisabled }: TechnicianFactsProps) {
  const { technicians } = useWords().settings
  const { organization } = useViewer()
  return (
    <>
      <div className="form__row">
        <TextField
          name="name"
          label={technicians.name}
          isRequired
          maxLength={200}
          isDisabled={isDisabled}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          name="email"
          type="email"
          label={technicians.email}
          isRequired
          maxLength={254}
          isDisabled={isDisabled}
          value={draft.email}
          onChange={(email) => change({ email })}
        />
      </div>
      <div className="form__row">
        <ZoneField
          label={technicians.zone}
          hint={technicians.zoneHint}
          value={draft.timeZone ?? organization.timeZone}
          isDisabled={isDisabled}
          onChange={(timeZone) => change({ timeZone })}
        />
        <NumberField
          name="maxAppointmentsPerDay"
          label={technicians.maxPerDay}
          placeholder={technicians.noLimit}
          minValue={1}
          maxValue={100}
          isDisabled={isDisabled}
          value={draft.maxAppointmentsPerDay ?? Number.NaN}
          onChange={(next) => change({ maxAppointmentsPerDay: Number.isNaN(next) ? null : next })}
        />
      </div>
    </>
  )
}

function ServicesField({
  value,
  onChange,
  isDisabled,
}: {
  value: string[]
  onChange: (ids: string[]) => void
  isDisabled: boolean
}) {
  const { technicians: words } = useWords().settings
  const [{ data }] = useQuery({ query: SettingsServicesDocument })
  return (
    <fieldset className="choices">
      <legend className="field__label">{words.services}</legend>
      <div className="choices__grid">
        {data?.services.nodes.map(({ id, name }) => (
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
    </fieldset>
  )
}
