import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { type Refused, refusedBy } from '../../api/act.ts'
import { hold } from '../../api/holding.ts'
import { leavingContext } from '../../api/leaving.ts'
import { ApproveRequestDocument, DeclineRequestDocument } from '../../gql/decisions.ts'
import type { RequestRowFragment } from '../../gql/requests.ts'
import { CandidatesDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { usePreferences } from '../../preferences/preferences.ts'
import { closeToast, showToast } from '../../ui/toasts.ts'
import { candidateToStartWith } from './booking-draft.ts'
import type { DecisionAct } from './decision.ts'

export interface Planned {
  row: RequestRowFragment
  /** Null: nobody is free at that time. */
  technician: { id: string; name: string } | null
}

/** Who would do each of them, as the approve form would propose; null until it is known. */
export function useTechnicians(rows: RequestRowFragment[]): Planned[] | null {
  const client = useClient()
  const [planned, setPlanned] = useState<Planned[] | null>(null)
  const [asked] = useState(rows)
  useEffect(() => {
    let isCurrent = true
    const plan = async (row: RequestRowFragment): Promise<Planned> => {
      const { id, requestedStartsAt: startsAt, durationMinutes } = row
      const answer = await client
        .query(CandidatesDocument, { id, startsAt, durationMinutes }, { requestPolicy: 'network-only' })
        .toPromise()
      const candidates = answer.data?.appointmentRequest?.candidates ?? []
      const chosen = candidateToStartWith(row, candidates)
      return { row, technician: candidates.find(({ technician }) => technician.id === chosen)?.technician ?? null }
    }
    const load = async () => {
      const found = await Promise.all(asked.map(plan))
      if (isCurrent) setPlanned(found)
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [client, asked])
  return planned
}

/** Decides on many, one after the other, behind one toast; each fares on its own, and what failed is named. */
export function useBulk() {
  const words = useWords()
  const client = useClient()
  const { undoSeconds } = usePreferences()
  const { bulk, undo } = words.triage

  const send = async (act: DecisionAct, { row, technician }: Planned, reason: string | null, isLeaving: boolean) => {
    const seen = { id: row.id, expectedVersion: row.version }
    const context = leavingContext(isLeaving)
    if (act === 'decline') {
      return refusedBy(
        words,
        await client.mutation(DeclineRequestDocument, { input: { ...seen, reason } }, context).toPromise(),
      )
    }
    const input = {
      ...seen,
      technicianId: technician?.id ?? '',
      startsAt: row.requestedStartsAt,
      durationMinutes: row.durationMinutes,
    }
    return refusedBy(words, await client.mutation(ApproveRequestDocument, { input }, context).toPromise())
  }

  const tell = (act: DecisionAct, plan: Planned[], outcomes: (Refused | null)[]) => {
    const lines = plan.flatMap(({ row }, place) => {
      const why = outcomes[place]
      return why ? [`${whoseRequest(row)}, ${row.reference}: ${why.text ?? ''}`] : []
    })
    const done = bulk.done[act](plan.length - lines.length)
    if (lines.length === 0) showToast({ text: done })
    else showToast({ kind: 'problem', text: bulk.failed(done, lines.length), lines })
  }

  return (act: DecisionAct, plan: Planned[], reason: string | null) => {
    let toast = 0
    const held = hold(
      plan.map(({ row }) => row.id),
      async (isLeaving) => {
        closeToast(toast)
        const outcomes: (Refused | null)[] = []
        // A page that is being left has no time for one after the other.
        if (isLeaving) outcomes.push(...(await Promise.all(plan.map(async (one) => send(act, one, reason, true)))))
        else for (const one of plan) outcomes.push(await send(act, one, reason, false))
        tell(act, plan, outcomes)
      },
    )
    if (undoSeconds === 0) return void held.release()
    const takeBack = () => {
      if (held.drop()) showToast({ text: bulk.undone })
    }
    toast = showToast({
      text: bulk.held[act](plan.length),
      lastsMs: undoSeconds * 1000,
      closeLabel: undo.sendNow,
      onGone: () => void held.release(),
      action: { label: undo.undo, isUndo: true, run: takeBack },
    })
  }
}
