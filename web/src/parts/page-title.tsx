import { useEffect } from 'react'
import { usePending } from '../api/pending.tsx'
import { useWords } from '../i18n/language.tsx'

/** The document's title, with the live number in front so that it is seen on a background tab. */
export function PageTitle({ children }: { children: string }) {
  const { product } = useWords()
  const pending = usePending()
  useEffect(() => {
    document.title = `${pending ? `(${pending}) ` : ''}${children} · ${product}`
  }, [children, pending, product])
  return null
}
