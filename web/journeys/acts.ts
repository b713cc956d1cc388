import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'

const patience = { timeout: 30_000, interval: 50 }

/** Waits for what is read from a page to become so. */
export const until = (read: () => Promise<unknown> | unknown) => expect.poll(read, patience)

/** The number in front of the document's title: what a person sees whose tab is in the background. */
export async function pendingOf(page: Page): Promise<number> {
  return Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
}

export const freeTimes = (page: Page) => page.getByRole('radiogroup', { name: /^Free times on/ })

export async function chooseService(page: Page, service: string) {
  await page.getByRole('button', { name: service }).click()
  await freeTimes(page).waitFor()
}

export async function chooseFirstTime(page: Page) {
  await freeTimes(page).locator('label').first().click()
  // The calendar has a hidden button of that name, for the next month.
  await page.locator('.wizard__foot').getByRole('button', { name: 'Next' }).click()
  await page.getByLabel(/^What is it about/).waitFor()
}

/** The reference that the page tells. */
export async function send(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('heading', { name: 'Your request is on its way' }).waitFor()
  return page.locator('.sent code').innerText()
}

export async function askFor(page: Page, service: string, about: string): Promise<string> {
  await page.goto('/portal/new')
  await chooseService(page, service)
  await chooseFirstTime(page)
  await page.getByLabel(/^What is it about/).fill(about)
  return send(page)
}

/** The instant that the page's large time stands for, however it is written there. */
export async function instantOn(page: Page): Promise<string | null> {
  return page.locator('main time.big-when').first().getAttribute('datetime')
}

export async function openApproval(staff: Page, reference: string) {
  await staff.goto(`/schedule/requests/${reference}`)
  await staff.getByRole('button', { name: /^Approve/ }).click()
  const form = staff.getByRole('form', { name: 'Approve request' })
  await form.locator('input[type=radio]:checked').waitFor({ state: 'attached' })
  return form.getByRole('button', { name: 'Approve and tell the client' })
}

export async function openDecline(staff: Page, reference: string, reason: string) {
  await staff.goto(`/schedule/requests/${reference}`)
  await staff.getByRole('button', { name: /^Decline/ }).click()
  const form = staff.getByRole('form', { name: 'Decline request' })
  await form.getByLabel(/^Reason/).fill(reason)
  return form.getByRole('button', { name: 'Decline and tell the client' })
}

/** The link that was mailed to somebody, by what its path begins with; null until it was. */
export function linkMailedTo(email: string, path: string): string | null {
  for (const name of readdirSync(inject('mails'))) {
    const mail = readFileSync(join(inject('mails'), name), 'utf8').replaceAll(/=\r?\n/g, '')
    const [link] = new RegExp(`${path}[\\w.~-]+`).exec(mail) ?? []
    if (mail.includes(`<${email}>`) && link) return link
  }
  return null
}
