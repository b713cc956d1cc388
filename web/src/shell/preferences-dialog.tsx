import type { ReactNode } from 'react'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import {
  type Clock,
  type Language,
  setPreferences,
  type Theme,
  type UndoSeconds,
  usePreferences,
  type WeekStart,
} from '../preferences/preferences.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Radio, RadioGroup } from '../ui/toggle.tsx'

const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' }

const weekStarts = ['locale', 1, 6, 7] as const
const undoTimes = [8, 30, 0] as const

export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const { preferences: words } = useWords()
  const { theme, clock, zone, weekStart, undoSeconds } = usePreferences()
  const language = useLanguage()
  const viewer = useViewer()
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <div className="form">
        <Choice
          label={words.language}
          value={language}
          options={Object.entries(languages).map(([id, name]) => [
            id,
            <span key={id} lang={id}>
              {name}
            </span>,
          ])}
          onChange={(value) => setPreferences({ language: value as Language })}
        />
        <Choice
          label={words.theme}
          value={theme}
          options={Object.entries(words.themes)}
          onChange={(value) => setPreferences({ theme: value as Theme })}
        />
        <Choice
          label={words.clock}
          value={clock}
          options={Object.entries(words.clocks)}
          onChange={(value) => setPreferences({ clock: value as Clock })}
        />
        <Choice
          label={words.weekStart}
          value={String(weekStart ?? 'locale')}
          options={weekStarts.map((day) => [String(day), words.weekStarts[day]])}
          onChange={(value) => setPreferences({ weekStart: value === 'locale' ? null : (Number(value) as WeekStart) })}
        />
        {isStaff(viewer) && (
          <Choice
            label={words.undo}
            value={String(undoSeconds)}
            options={undoTimes.map((seconds) => [String(seconds), words.undoTimes(seconds)])}
            onChange={(value) => setPreferences({ undoSeconds: Number(value) as UndoSeconds })}
          />
        )}
        <ZoneField
          label={words.zone}
          hint={words.zoneHint}
          value={zone}
          organizationZone={viewer.organization.timeZone}
          onChange={(value) => setPreferences({ zone: value })}
        />
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: [string, ReactNode][]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <RadioGroup look="row" label={label} value={value} onChange={onChange}>
      {options.map(([id, name]) => (
        <Radio key={id} value={id}>
          {name}
        </Radio>
      ))}
    </RadioGroup>
  )
}
