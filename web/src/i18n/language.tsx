import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { type Language, usePreferences } from '../preferences/preferences.ts'
import type { Words } from './en.ts'

interface Spoken {
  language: Language
  /** Language with region, e.g. `en-GB`, so that dates look as the person is used to. */
  locale: string
  words: Words
}

const Spoken = createContext<Spoken | null>(null)

const catalogues: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
}

function firstKnown(languages: readonly string[]): Language {
  const found = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in catalogues)
  return (found as Language | undefined) ?? 'en'
}

function localeFor(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language
}

/** Shows nothing until the catalogue of the language is there: a page half in another language helps nobody. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const { language: chosen } = usePreferences()
  const language = chosen ?? firstKnown(navigator.languages)
  const [spoken, setSpoken] = useState<Spoken | null>(null)

  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const words = await catalogues[language]()
      if (!isCurrent) return
      document.documentElement.lang = language
      setSpoken({ language, locale: localeFor(language), words })
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [language])

  return spoken && <Spoken value={spoken}>{children}</Spoken>
}

/** For tests, which bring their words with them. */
export function SpokenIn({ language, words, children }: { language: Language; words: Words; children: ReactNode }) {
  const [value] = useState({ language, locale: language, words })
  return <Spoken value={value}>{children}</Spoken>
}

function useSpoken(): Spoken {
  const spoken = use(Spoken)
  if (!spoken) throw new Error('No language: render inside LanguageProvider.')
  return spoken
}

export function useWords(): Words {
  return useSpoken().words
}

export function useLocale(): string {
  return useSpoken().locale
}

export function useLanguage(): Language {
  return useSpoken().language
}
