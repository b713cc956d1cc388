import type { TypedDocumentNode } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { useLocation } from 'wouter'
import { type Refused, refusedBy } from '../../api/act.ts'
import { hold } from '../../api/holding.ts'
import { leavingContext } from '../../api/leaving.ts'
import type { RequestDetailFragment } from '../../gql/requests.ts'
import { useWords } from '../../i18n/language.tsx'
import { whoseRequest } from '../../parts/request-facts.tsx'
import { usePreferences } from '../../preferences/preferences.ts'
import { closeToast, showToast } from '../../ui/toasts.ts'

export type DecisionAct = 'approve' | 'decline'

/** What a form held when it was sent, so that it can be opened again as it was. */
interface Kept<Draft> {
  draft: Draft
  expectedVersion: number
  refused: Refused | null
}

const kept = new Map<string, Kept<unknown>>()

const keyOf = (act: DecisionAct, id: string) => `${act} ${id}`

/** What was entered for a decision that was taken back or refused. */
export function keptDraft<Draft>(act: DecisionAct, id: string): Kept<Draft> | undefined {
  return kept.get(keyOf(act, id)) as Kept<Draft> | undefined
}

function keep(act: DecisionAct, { id, expectedVersion }: DecisionInput, draft: unknown, refused: Refused | null) {
  kept.set(keyOf(act, id), { draft, expectedVersion, refused })
}

interface DecisionInput {
  id: string
  expectedVersion: number
}

export interface Decided<Variables> {
  variables: Variables
  draft: unknown
}

const queuePath = '/schedule/requests'
const isAtQueue = () => location.pathname.startsWith(queuePath)

/**
 * A decision is final on the server, so taking it back means not to have sent it: it is held for as long as its toast
 * stands. Whoever has set the time to nothing sends it at once, and hears of a refusal in the form.
 */
export function useDecision<Data extends Record<string, unknown>, Variables extends { input: DecisionInput }>(
  act: DecisionAct,
  request: RequestDetailFragment,
  document: TypedDocumentNode<Data, Variables>,
  shownFields: string[],
) {
  const words = useWords()
  const client = useClient()
  const { undoSeconds } = usePreferences()
  const [refused, setRefused] = useState(() => keptDraft(act, request.id)?.refused ?? null)
  const [isRunning, setRunning] = useState(false)
  const holdBack = useHolding(act, request)

  const send = async ({ variables, draft }: Decided<Variables>, isLeaving: boolean) => {
    const answer = await client.mutation(document, variables, leavingContext(isLeaving)).toPromise()
    const why = refusedBy(words, answer, shownFields)
    if (why) keep(act, variables.input, draft, why)
    else kept.delete(keyOf(act, request.id))
    return why
  }

  const sendNow = async (decided: Decided<Variables>) => {
    setRunning(true)
    let why: Refused | null = null
    await hold([request.id], async () => {
      why = await send(decided, false)
    }).release()
    setRunning(false)
    setRefused(why)
    if (!why) showToast({ text: words.requests[act].done(whoseRequest(request)) })
    return !why
  }

  /** Answers whether the form is done with. */
  const decide = async (decided: Decided<Variables>): Promise<boolean> => {
    if (undoSeconds === 0) return sendNow(decided)
    holdBack(
      async (isLeaving) => send(decided, isLeaving),
      () => keep(act, decided.variables.input, decided.draft, null),
    )
    return true
  }
  return { isRunning, refused, decide }
}

/** Holds one decision behind a toast that can take it back. */
function useHolding(act: DecisionAct, request: RequestDetailFragment) {
  const words = useWords()
  const [, navigate] = useLocation()
  const { undoSeconds } = usePreferences()
  const { undo, [act]: said } = words.triage
  const whose = whoseRequest(request)
  const open = (form: DecisionAct | null) => {
    const search = new URLSearchParams(isAtQueue() ? location.search : '')
    search.delete('act')
    if (form) search.set('act', form)
    navigate(`${queuePath}/${request.reference}${search.size > 0 ? `?${search.toString()}` : ''}`)
  }

  return (send: (isLeaving: boolean) => Promise<Refused | null>, onUndone: () => void) => {
    let toast = 0
    const heldAct = hold([request.id], async (isLeaving) => {
      closeToast(toast)
      const why = await send(isLeaving)
      if (!why) return
      const sentence = why.text ?? Object.values(why.fields).flat().join(' ')
      showToast({
        kind: 'problem',
        text: said.failed(whose, sentence),
        action: { label: undo.look, run: () => open(act) },
      })
    })
    const takeBack = () => {
      if (!heldAct.drop()) return
      onUndone()
      if (isAtQueue()) open(null)
      showToast({ text: undo.undone(whose) })
    }
    toast = showToast({
      text: said.held(whose),
      lastsMs: undoSeconds * 1000,
      closeLabel: undo.sendNow,
      onGone: () => void heldAct.release(),
      action: { label: undo.undo, isUndo: true, run: takeBack },
    })
  }
}
