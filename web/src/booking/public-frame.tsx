import type { ReactNode } from 'react'
import { useConnection } from '../api/api.tsx'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { setPreferences } from '../preferences/preferences.ts'
import { Icon } from '../ui/icon.tsx'
import './public-frame.css'

const languages = { en: 'English', de: 'Deutsch' } as const

export function PublicFrame({ title, children }: { title: string; children: ReactNode }) {
  const words = useWords()
  const language = useLanguage()
  const isLost = useConnection() === 'lost'
  return (
    <div className="public">
      <header className="public__head">
        <h1>{title}</h1>
        <ul className="public__languages">
          {Object.entries(languages).map(([id, name]) => (
            <li key={id}>
              <button
                type="button"
                lang={id}
                aria-pressed={id === language}
                onClick={() => setPreferences({ language: id as keyof typeof languages })}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </header>
      <div role="status">{isLost && <p className="public__lost">{words.connection.lost}</p>}</div>
      <main className="public__card" id="content">
        {children}
      </main>
      <footer className="public__foot">
        {words.booking.poweredBy} <Icon name="calendar" size={14} /> {words.product}
      </footer>
    </div>
  )
}
