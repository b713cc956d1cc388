import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

/** What the screens looked like in this run; they are there to be looked at. */
const pictures = join(import.meta.dirname, 'pictures')
const password = 'slotline-demo-1'
const patienceMs = 45_000

/** Everybody sits somewhere else than the server, which runs on the clock of Kolkata. */
export const places = {
  newYork: { timezoneId: 'America/New_York', locale: 'en-US' },
  london: { timezoneId: 'Europe/London', locale: 'en-GB' },
  berlin: { timezoneId: 'Europe/Berlin', locale: 'en-IE' },
  hamburg: { timezoneId: 'Europe/Berlin', locale: 'de-DE' },
  auckland: { timezoneId: 'Pacific/Auckland', locale: 'en-NZ' },
  losAngeles: { timezoneId: 'America/Los_Angeles', locale: 'en-US' },
} satisfies Record<string, BrowserContextOptions>

export interface Setting extends BrowserContextOptions {
  /** Another server than the one that all journeys share. */
  url?: string
}

let browser: Browser
let complaints: string[] = []
let isQuiet = true

beforeAll(async () => {
  const executablePath = process.env['SLOTLINE_TEST_CHROMIUM'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  mkdirSync(pictures, { recursive: true })
})

afterEach(async ({ task }) => {
  const pages = browser.contexts().flatMap((context) => context.pages())
  if (task.result?.state === 'fail') {
    for (const [n, page] of pages.entries())
      await page.screenshot({
        path: join(pictures, `failed-${task.name.replaceAll(/\W+/g, '-')}-${n}.png`),
        fullPage: true,
      })
  }
  const said = complaints
  complaints = []
  const judged = isQuiet
  isQuiet = true
  await Promise.all(browser.contexts().map((context) => context.close()))
  if (judged) expect(said).toEqual([])
})

afterAll(() => browser.close())

/** A journey in which requests fail on purpose makes the browser complain. */
export function expectNoise() {
  isQuiet = false
}

/** A browser of its own: nothing is shared with the others but the server. */
export async function visit(path: string, { url = inject('url'), ...setting }: Setting): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...setting,
  })
  context.setDefaultTimeout(patienceMs)
  // A decision is sent at once: what undoing it is like is not what these journeys are about.
  await context.addInitScript(() => localStorage.setItem('slotline:preferences', '{"undoSeconds":0}'))
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`)
  })
  await page.goto(path)
  return page
}

export async function signIn(name: string, path: string, setting: Setting): Promise<Page> {
  const page = await visit(`/sign-in?next=${encodeURIComponent(path)}`, setting)
  await page.locator('input[type=email]').fill(`${name}@demo.test`)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
  await page.locator('main h1').first().waitFor()
  return page
}

/** Nothing is on its way any more: no skeleton, and nothing that says it is busy. */
export async function settle(page: Page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .skeleton'))
  await page.evaluate(() => document.fonts.ready)
  // Colours that have just changed are not all painted yet, and each change is a transition, however short.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })
}

export async function picture(page: Page, name: string) {
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}

/** What axe finds against WCAG 2.0 to 2.2 at level AA, and against good practice; or against some rules only. */
export async function axe(page: Page, rules?: string[]): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const builder = new AxeBuilder({ page })
  const { violations } = await (rules ? builder.withRules(rules) : builder.withTags(tags)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

export async function hasSidewaysScroll(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}
