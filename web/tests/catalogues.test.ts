import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { de } from '../src/i18n/de.ts'
import { en } from '../src/i18n/en.ts'

const schema = buildSchema(readFileSync('../schema.graphql', 'utf8'))

function valuesOf(name: string): string[] {
  const type = schema.getType(name)
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}.`)
  return type.getValues().map((value) => value.name)
}

/** Every word by its path; a function stands for the sentence it makes. */
function flat(words: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...flat(value, `${path}${key}.`)]
        : [[`${path}${key}`, value] as const],
    ),
  )
}

const shape = (words: object) =>
  [...flat(words)].map(([path, value]) => [path, typeof value === 'function' ? value.length : typeof value])

const languages = [
  ['en', en],
  ['de', de],
] as const

describe('the two catalogues', () => {
  test('have a sentence where the other has one, and a function of as many values where it has that', () => {
    expect(Object.fromEntries(shape(de))).toEqual(Object.fromEntries(shape(en)))
  })

  test.each(languages)('count one as one in %s', (_, words) => {
    expect(words.nav.pendingLong(1)).not.toBe(words.nav.pendingLong(2).replace('2', '1'))
    expect(words.requests.total(1)).toContain('1')
    expect(words.requests.total(2)).toContain('2')
  })
})

describe.each(languages)('every value of the schema has its words in %s', (_, words) => {
  test.each([
    ['UserErrorCode', words.problems],
    ['AvailabilityRule', words.rules],
    ['AppointmentRequestStatus', words.requests.status],
    ['AppointmentStatus', words.requests.appointmentStatus],
    ['AppointmentRequestEventType', words.requests.events],
    ['Role', words.roles],
  ])('%s', (name, said) => {
    expect(Object.keys(said).sort()).toEqual(valuesOf(name).sort())
  })

  test('no two refusals say the same', () => {
    const sentences = Object.values(words.problems)
    expect(new Set(sentences).size).toBe(sentences.length)
  })
})
