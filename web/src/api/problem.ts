import type { CombinedError } from '@urql/core'
import type { ProblemFragment } from '../gql/shell.ts'
import type { Words } from '../i18n/en.ts'

/** What a mutation answered, however it failed: refusals of the product and faults of the way there alike. */
export type Problems = ProblemFragment[]

/** A request that did not get an answer is a problem too, without a code of the product's. */
export type FaultCode = 'OFFLINE' | 'UNAUTHENTICATED' | 'RATE_LIMITED' | 'FAULT'

export function faultOf(error: CombinedError): FaultCode {
  if (error.networkError) return 'OFFLINE'
  const codes = new Set(error.graphQLErrors.map((one) => one.extensions['code']))
  if (codes.has('UNAUTHENTICATED')) return 'UNAUTHENTICATED'
  if (codes.has('RATE_LIMITED')) return 'RATE_LIMITED'
  return 'FAULT'
}

export function sayFault(words: Words, error: CombinedError): string {
  return words.faults[faultOf(error)]
}

/** The sentence for one refusal: ours by its code, in the viewer's language; the violated rules named. */
export function sayProblem(words: Words, problem: Problems[number]): string {
  const rules = problem.violations.map((violation) => words.rules[violation.rule])
  // A newer server may know codes that this page does not; its own sentence then has to do.
  const known: Record<string, string | undefined> = words.problems
  const sentence = problem.code === 'INVALID_INPUT' ? problem.message : (known[problem.code] ?? problem.message)
  return rules.length ? `${sentence} ${[...new Set(rules)].join('; ')}.` : sentence
}

/** The last part of the path is the field's name on a form; null where no single field is at fault. */
export function fieldOf(problem: Problems[number]): string | null {
  return problem.field.findLast((part) => part !== 'input' && !/^\d+$/.test(part)) ?? null
}

/** For a form: the sentences by the name of the field they stand at. */
export function fieldErrors(words: Words, problems: Problems): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const problem of problems) {
    const name = fieldOf(problem)
    if (name) (found[name] ??= []).push(sayProblem(words, problem))
  }
  return found
}
