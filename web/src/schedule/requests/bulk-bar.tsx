import { lazy, Suspense, useState } from 'react'
import type { RequestRowFragment } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import type { DecisionAct } from './decision.ts'
import './bulk.css'

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))

export interface Selection {
  ids: ReadonlySet<string>
  toggle: (id: string) => void
  set: (ids: string[]) => void
}

/** Which rows are chosen; one that has left the list is chosen no longer. */
export function useSelection(selectable: RequestRowFragment[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = new Set(selectable.map(({ id }) => id).filter((id) => chosen.has(id)))
  return {
    ids,
    toggle: (id) => setChosen(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id])),
    set: (all) => setChosen(new Set(all)),
  }
}

/** Above the list: choose all, and what can be done with those that are chosen. */
export function BulkBar({ selection, rows }: { selection: Selection; rows: RequestRowFragment[] }) {
  const { bulk } = useWords().triage
  const [act, setAct] = useState<DecisionAct | null>(null)
  const count = selection.ids.size
  return (
    <div className="bulk-bar">
      <Checkbox
        aria-label={bulk.all}
        isSelected={count > 0 && count === rows.length}
        isIndeterminate={count > 0 && count < rows.length}
        onChange={(on) => selection.set(on ? rows.map(({ id }) => id) : [])}
      >
        {count === 0 ? bulk.all : bulk.selected(count)}
      </Checkbox>
      {count > 0 && (
        <span className="cluster">
          <Button size="small" kind="primary" icon="check" onPress={() => setAct('approve')}>
            {bulk.approve}
          </Button>
          <Button size="small" onPress={() => setAct('decline')}>
            {bulk.decline}
          </Button>
        </span>
      )}
      <Suspense>
        {act && (
          <BulkDialog
            act={act}
            rows={rows.filter(({ id }) => selection.ids.has(id))}
            onClose={() => setAct(null)}
            onDone={() => {
              setAct(null)
              selection.set([])
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
