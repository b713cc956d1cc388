import { useViewer } from '../api/viewer.tsx'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { type Clock, type Language, setPreferences, type Theme, usePreferences } from '../preferences/preferences.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Radio, RadioGroup } from '../ui/toggle.tsx'

const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' }

export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const { preferences: words } = useWords()
  const { theme, clock, zone } = usePreferences()
  const language = useLanguage()
  const { organization } = useViewer()
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <div className="form">
        <RadioGroup
          look="row"
          label={words.language}
          value={language}
          onChange={(value) => setPreferences({ language: value as Language })}
        >
          {Object.entries(languages).map(([id, name]) => (
            <Radio key={id} value={id}>
              <span lang={id}>{name}</span>
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          look="row"
          label={words.theme}
          value={theme}
          onChange={(value) => setPreferences({ theme: value as Theme })}
        >
          {Object.entries(words.themes).map(([id, name]) => (
            <Radio key={id} value={id}>
              {name}
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          look="row"
          label={words.clock}
          value={clock}
          onChange={(value) => setPreferences({ clock: value as Clock })}
        >
          {Object.entries(words.clocks).map(([id, name]) => (
            <Radio key={id} value={id}>
              {name}
            </Radio>
          ))}
        </RadioGroup>
        <ZoneField
          label={words.zone}
          hint={words.zoneHint}
          value={zone}
          organizationZone={organization.timeZone}
          onChange={(value) => setPreferences({ zone: value })}
        />
      </div>
    </Dialog>
  )
}
