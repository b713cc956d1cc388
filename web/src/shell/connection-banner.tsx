import { useEffect, useState } from 'react'
import { useConnection } from '../api/api.tsx'
import { useWords } from '../i18n/language.tsx'

const patienceMs = 400
const goodNewsMs = 2_500

type Shown = 'nothing' | 'lost' | 'back'

/** Says when what is on screen may be old, and when it no longer is. */
export function ConnectionBanner() {
  const { connection: words } = useWords()
  const state = useConnection()
  const [shown, setShown] = useState<Shown>('nothing')

  if (state === 'live' && shown === 'lost') setShown('back')

  useEffect(() => {
    if (state !== 'lost' && state !== 'live') return
    const timer =
      state === 'lost'
        ? setTimeout(() => setShown('lost'), patienceMs)
        : setTimeout(() => setShown('nothing'), goodNewsMs)
    return () => clearTimeout(timer)
  }, [state])

  return (
    <div role="status" className="banner-place no-print">
      {shown === 'lost' && (
        <p className="banner banner--lost">
          <span className="spinner" aria-hidden="true" />
          {words.lost}
        </p>
      )}
      {shown === 'back' && <p className="banner banner--back">{words.back}</p>}
    </div>
  )
}
