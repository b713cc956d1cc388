import { CombinedError } from '@urql/core'
import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { de } from '../src/i18n/de.ts'
import { en } from '../src/i18n/en.ts'
import { faultOf, fieldErrors, fieldOf, type Problems, sayFault, sayProblem } from '../src/api/problem.ts'

type Problem = Problems[number]

const problem = (changes: Partial<Problem>): Problem => ({
  code: 'SLOT_TAKEN',
  message: 'from the server',
  field: [],
  violations: [],
  ...changes,
})
const at = (field: string[], message: string) => problem({ code: 'INVALID_INPUT', field, message })
const refusedWith = (code: string) =>
  new CombinedError({ graphQLErrors: [new GraphQLError('no', { extensions: { code } })] })

describe('a refusal', () => {
  test('is said in the viewer’s language, not the server’s', () => {
    expect(sayProblem(en, problem({}))).toBe('The technician was booked for this time a moment ago.')
    expect(sayProblem(de, problem({}))).toBe(de.problems.SLOT_TAKEN)
  })

  test('of what was entered is said as the server says it, for only it knows the bounds', () => {
    expect(sayProblem(de, problem({ code: 'INVALID_INPUT', message: 'At most 2000 characters.' }))).toBe(
      'At most 2000 characters.',
    )
  })

  test('names each broken rule once', () => {
    const violations = (['BUFFER', 'BUFFER', 'DAILY_CAP'] as const).map((rule) => ({ rule, message: 'x' }))
    expect(sayProblem(en, problem({ code: 'RULES_VIOLATED', violations }))).toBe(
      'The time breaks a rule: too close to another appointment; the day is full.',
    )
  })
})

describe('the field at fault', () => {
  test.each<[string[], string | null]>([
    [['input', 'email'], 'email'],
    [['input', 'visitor', 'phone'], 'phone'],
    [['input', 'weeklyHours', '3'], 'weeklyHours'],
    [['input'], null],
    [[], null],
  ])('of %j is %s', (field, expected) => {
    expect(fieldOf(problem({ field }))).toBe(expected)
  })

  test('gathers all that is wrong with it, and leaves out what is no field’s', () => {
    const found = fieldErrors(en, [
      at(['input', 'email'], 'one'),
      at([], 'none'),
      at(['input', 'name'], 'two'),
      at(['input', 'email'], 'three'),
    ])
    expect(found).toEqual({ email: ['one', 'three'], name: ['two'] })
  })
})

describe('a fault of the way there', () => {
  test.each(['UNAUTHENTICATED', 'RATE_LIMITED'] as const)('%s has its own sentence', (code) => {
    expect(faultOf(refusedWith(code))).toBe(code)
    expect(sayFault(de, refusedWith(code))).toBe(de.faults[code])
  })

  test('an unknown one does not show what the server wrote', () => {
    expect(sayFault(en, refusedWith('INTERNAL'))).toBe('Something went wrong on our side.')
  })

  test('without an answer we are offline, whatever else is said', () => {
    expect(faultOf(new CombinedError({ networkError: new Error('fetch failed') }))).toBe('OFFLINE')
  })
})
