import { useWords } from '../i18n/language.tsx'
import { setPreferences, usePreferences } from '../preferences/preferences.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/toggle.tsx'
import './shortcuts-dialog.css'

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { shortcutsHelp: words } = useWords()
  const { shortcuts } = usePreferences()
  const rows: [string[], string][] = [
    [['j', '↓'], words.next],
    [['k', '↑'], words.previous],
    [['Enter'], words.open],
    [['Esc'], words.close],
    [['a'], words.approve],
    [['d'], words.decline],
    [['z'], words.undo],
    [['/'], words.search],
    [['n'], words.newRequest],
    [['r'], words.goRequests],
    [['c'], words.goCalendar],
    [['t'], words.today],
    [['m'], words.move],
    [['x'], words.select],
    [['?'], words.help],
    [['Ctrl K', '⌘ K'], words.palette],
  ]
  return (
    <Dialog title={words.title} isOpen onClose={onClose} size="small">
      <div className="form">
        <Switch isSelected={shortcuts} onChange={(on) => setPreferences({ shortcuts: on })} hint={words.enabledHint}>
          {words.enabled}
        </Switch>
        <dl className="shortcuts">
          {rows.map(([keys, text]) => (
            <div key={text}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  )
}
