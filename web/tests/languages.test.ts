import { describe, expect, it } from 'vitest'
import { de } from '../src/i18n/de.ts'
import { en } from '../src/i18n/en.ts'

type Tree = Record<string, unknown>

function leaves(tree: Tree, path = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? leaves(value as Tree, `${path}${name}.`)
      : [[`${path}${name}`, value] as [string, unknown]],
  )
}

const english = new Map(leaves(en))
const german = new Map(leaves(de))
/** Names and words that are the same in both. */
const same = new Set(['product', 'roles', 'changeFields'])

describe('Every language', () => {
  it('has the same words', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('has no empty word', () => {
    for (const [path, value] of [...english, ...german]) {
      if (typeof value === 'string') expect(value.trim(), path).not.toBe('')
    }
  })

  it('says what it is given', () => {
    for (const words of [english, german]) {
      for (const [path, value] of words) {
        if (typeof value !== 'function' || value.length === 0) continue
        const given = Array.from({ length: value.length }, (_, index) =>
          path.includes('stepOf') ? index + 2 : `§${index}`,
        )
        const said = String((value as (...args: unknown[]) => string)(...given))
        for (const one of given) expect(said, path).toContain(String(one))
      }
    }
  })

  it('was not left in English', () => {
    const untranslated = [...german].filter(
      ([path, value]) =>
        typeof value === 'string' &&
        value.length > 12 &&
        value === english.get(path) &&
        !same.has(path.split('.')[0] ?? ''),
    )
    expect(untranslated).toEqual([])
  })
})
