import '@testing-library/jest-dom/vitest'
import 'temporal-polyfill/global'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { ordinaryDay, startAt } from './clock.ts'

startAt(process.env['SLOTLINE_TEST_NOW'] ?? ordinaryDay)

// A busy machine takes its time; what is waited for still ends the waiting at once.
configure({ asyncUtilTimeout: 15_000 })

vi.stubGlobal('matchMedia', (query: string) => ({
  matches: query.includes('>='),
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}))
vi.stubGlobal('scrollTo', () => undefined)
Element.prototype.scrollIntoView = () => undefined
vi.stubGlobal('CSS', { escape: (text: string) => text })

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
})
