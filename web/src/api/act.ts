import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import type { Words } from '../i18n/en.ts'
import { useWords } from '../i18n/language.tsx'
import { fieldErrors, fieldOf, type Problems, sayFault, sayProblem } from './problem.ts'

interface Payload {
  errors: Problems
}

export interface Refused {
  /** The sentence to show above the form; null when every problem stands at a field. */
  text: string | null
  /** Sentences by field name, as the form components take them. */
  fields: Record<string, string[]>
  problems: Problems
}

export interface Act<Data, Variables> {
  isRunning: boolean
  refused: Refused | null
  /** Answers the data when it was done, null when it was refused or did not get through; `refused` then says why. */
  run: (variables: Variables) => Promise<Data | null>
  reset: () => void
}

/** Why an act was not done, or that it was: null. */
export function refusedBy(
  words: Words,
  { data, error }: { data?: Record<string, unknown> | undefined; error?: CombinedError | undefined },
  shownFields: string[] = [],
): Refused | null {
  if (error || !data) {
    return { text: error ? sayFault(words, error) : words.faults.FAULT, fields: {}, problems: [] }
  }
  const problems = Object.values(data).flatMap((payload) => (payload as Payload | null)?.errors ?? [])
  if (problems.length === 0) return null
  const isPlaced = (problem: Problems[number]) => shownFields.includes(fieldOf(problem) ?? '')
  const text = problems
    .filter((problem) => !isPlaced(problem))
    .map((problem) => sayProblem(words, problem))
    .join(' ')
  return { text: text || null, fields: fieldErrors(words, problems.filter(isPlaced)), problems }
}

/** One mutation with everything a form needs to say about how it went. */
export function useAct<Data extends Record<string, unknown>, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  /** The names of the fields that say their own problems; any other problem is said above the form. */
  shownFields: string[] = [],
): Act<Data, Variables> {
  const words = useWords()
  const [{ fetching }, execute] = useMutation(document)
  const [refused, setRefused] = useState<Refused | null>(null)
  const run = async (variables: Variables) => {
    const answer = await execute(variables)
    const refused = refusedBy(words, answer, shownFields)
    setRefused(refused)
    return refused ? null : (answer.data ?? null)
  }
  return { isRunning: fetching, refused, run, reset: () => setRefused(null) }
}

export function wasRefusedWith(refused: Refused | null, ...codes: Problems[number]['code'][]): boolean {
  return refused?.problems.some((problem) => codes.includes(problem.code)) ?? false
}
