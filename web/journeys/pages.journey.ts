import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe, expectNoise, hasSidewaysScroll, picture, places, settle, signIn, visit } from './stage.ts'

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 720 }

async function look(page: Page, scheme: 'light' | 'dark', size: typeof desktop) {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.setViewportSize(size)
  await settle(page)
}

/** All findings of a page at once, so that one run tells everything. */
async function examine(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  const note = (how: string, findings: string[]) =>
    found.push(...findings.map((finding) => `${name}, ${how}: ${finding}`))
  await look(page, 'light', desktop)
  await picture(page, `${name}-light`)
  note('light', await axe(page))
  await look(page, 'dark', desktop)
  // What dark changes is colours.
  note('dark', await axe(page, ['color-contrast']))
  await look(page, 'dark', phone)
  await picture(page, `${name}-phone`)
  note('phone', await axe(page))
  await look(page, 'light', narrow)
  await picture(page, `${name}-narrow`)
  if (await hasSidewaysScroll(page)) note('320 px', ['scrolls sideways'])
  return found
}

async function examineAll(page: Page, paths: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const [name, path] of Object.entries(paths)) {
    await page.setViewportSize(desktop)
    if (path) await page.goto(path)
    await page.locator('main h1, main h2').first().waitFor()
    found.push(...(await examine(page, name)))
  }
  return found
}

async function firstHref(page: Page, list: string, links: string): Promise<string> {
  await page.goto(list)
  const href = await page.locator(`main a[href^="${links}"]`).first().getAttribute('href')
  return href ?? ''
}

describe('Every page is for everybody, in every light and at every width', () => {
  it('for a client', async () => {
    const page = await signIn('client', '/portal', places.losAngeles)
    const request = await firstHref(page, '/portal', '/portal/requests/')
    await page.goto('/portal/new')
    await page.locator('.service').first().click()
    await page.getByRole('radiogroup', { name: /^Free times on/ }).waitFor()
    const time = page.url()
    await page
      .getByRole('radiogroup', { name: /^Free times on/ })
      .locator('label')
      .first()
      .click()
    await page.locator('.wizard__foot button').click()
    await page.locator('textarea').waitFor()
    const details = page.url()
    const found = await examineAll(page, {
      'portal-list': '/portal',
      'portal-calendar': '/portal?view=calendar',
      'portal-request': request,
      'portal-new-service': '/portal/new',
      'portal-new-time': time,
      'portal-new-details': details,
      'portal-notifications': '/notifications',
      'portal-not-found': '/portal/nowhere',
    })
    expect(found).toEqual([])
  })

  it('for a client who reads German', async () => {
    const page = await signIn('other', '/portal', places.hamburg)
    const request = await firstHref(page, '/portal', '/portal/requests/')
    const found = await examineAll(page, {
      'portal-list-de': '/portal',
      'portal-request-de': request,
      'portal-new-de': '/portal/new',
      'portal-notifications-de': '/notifications',
      'profile-de': '/profile',
    })
    expect(found).toEqual([])
  })

  it('for staff', async () => {
    const page = await signIn('admin', '/schedule', places.berlin)
    const request = await firstHref(page, '/schedule/requests', '/schedule/requests/AR-')
    const service = await firstHref(page, '/settings/services', '/settings/services/')
    const technician = await firstHref(page, '/settings/technicians', '/settings/technicians/')
    const found = await examineAll(page, {
      schedule: '/schedule',
      requests: '/schedule/requests',
      request,
      'request-approving': `${request}?act=approve`,
      'settings-services': '/settings/services',
      'settings-service': service,
      'settings-technician': technician,
      'settings-time-off': '/settings/time-off',
      'settings-rules': '/settings/rules',
      'settings-check': '/settings/check',
      'settings-mail': '/settings/mail',
      'settings-staff': '/settings/staff',
      'settings-contacts': '/settings/contacts',
      'settings-audit': '/settings/audit',
      profile: '/profile',
      'staff-notifications': '/notifications',
    })
    expect(found).toEqual([])
  })

  it('for somebody whose system chooses the colours', async () => {
    const page = await signIn('dispatcher', '/schedule/requests', places.newYork)
    await page.emulateMedia({ forcedColors: 'active' })
    const rows = page.getByRole('main').getByRole('checkbox')
    const marks = page.locator('.check__box svg:visible')
    const outline = (tab: Locator) => tab.evaluate((one) => getComputedStyle(one).outlineStyle)
    await rows.nth(1).waitFor({ state: 'attached' })
    expect(await marks.count()).toBe(0)
    expect(await outline(page.locator('.status-tab[aria-current]'))).toBe('solid')
    expect(await outline(page.locator('.status-tab:not([aria-current])').first())).toBe('none')
    await page.locator('.check__box').nth(1).click()
    expect(await rows.nth(1).isChecked()).toBe(true)
    expect(await marks.count()).toBeGreaterThan(0)
    await picture(page, 'requests-forced-colors')
  })

  it('for a visitor', async () => {
    const page = await visit('/book/demo', places.auckland)
    await page.locator('.service').first().click()
    await page.getByRole('radiogroup', { name: /^Free times on/ }).waitFor()
    const found = await examineAll(page, {
      'book-time': page.url(),
      'book-service': '/book/demo',
      'book-nobody': '/book/nobody',
      'sign-in': '/sign-in',
      'sign-in-forgot': '/sign-in/forgot',
      'sign-in-link-gone': '/sign-in/reset#none',
      'confirm-gone': '/confirm/none',
    })
    expect(found).toEqual([])
  })

  it('for somebody whose link has expired', async () => {
    expectNoise()
    const page = await visit('/manage/none', places.auckland)
    expect(await examineAll(page, { 'manage-gone': '/manage/none' })).toEqual([])
  })
})
