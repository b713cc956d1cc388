import { createContext, lazy, type ReactNode, Suspense, use } from 'react'
import { useSearchParams } from 'wouter'
import { decides, useViewer } from '../../api/viewer.tsx'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import type { Entry } from './calendar-data.ts'

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }))
const MayMove = createContext(false)

/** The address says which appointment is being moved. */
function useMove() {
  const [search, setSearch] = useSearchParams()
  const move = (reference: string | null) => {
    const changed = new URLSearchParams(search)
    if (reference) changed.set('move', reference)
    else changed.delete('move')
    setSearch(changed, { replace: true })
  }
  return { reference: search.get('move'), move }
}

/** Lets appointments below be moved: by their button, or by m while one has the focus. */
export function Moving({ children }: { children: ReactNode }) {
  const { reference, move } = useMove()
  const mayMove = decides(useViewer())
  useKeys({
    m: mayMove
      ? () => {
          const focused = document.activeElement?.closest<HTMLElement>('[data-movable]')?.dataset['movable']
          if (focused) move(focused)
        }
      : undefined,
  })
  return (
    <MayMove value={mayMove}>
      {children}
      <Suspense>{mayMove && reference && <MoveDialog reference={reference} onClose={() => move(null)} />}</Suspense>
    </MayMove>
  )
}

export function useMovable({ status, startsAt }: Entry): boolean {
  return use(MayMove) && status === 'SCHEDULED' && Date.parse(startsAt) > Date.now()
}

export function MoveButton({ entry }: { entry: Entry }) {
  const { calendar: words } = useWords()
  const { move } = useMove()
  return (
    <IconButton
      icon="clock"
      className="entry__move no-print"
      label={words.moveOf(whoseRequest(entry.request))}
      onPress={() => move(entry.request.reference)}
    />
  )
}
