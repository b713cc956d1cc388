import type { Locator, Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { freeTimes, pendingOf, until } from './acts.ts'
import { places, signIn } from './stage.ts'

const farthest = 120

/** Goes there as somebody without a mouse does, and fails where that is no way. */
async function tabTo(page: Page, target: Locator) {
  await target.waitFor()
  for (let step = 0; step < farthest; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}.`)
}

describe('Without a mouse', () => {
  it('a client asks and a dispatcher approves', async () => {
    const client = await signIn('client', '/portal', places.losAngeles)
    const { keyboard } = client
    await tabTo(client, client.getByRole('link', { name: 'New request' }).first())
    await keyboard.press('Enter')
    await tabTo(client, client.getByRole('button', { name: 'On-site visit' }))
    await keyboard.press('Enter')
    await tabTo(client, freeTimes(client).getByRole('radio').first())
    await keyboard.press('Space')
    await tabTo(client, client.locator('.wizard__foot').getByRole('button', { name: 'Next' }))
    await keyboard.press('Enter')
    await tabTo(client, client.getByLabel(/^What is it about/))
    await keyboard.type('Asked by keys alone')
    await tabTo(client, client.getByRole('button', { name: 'Send request' }))
    await keyboard.press('Enter')
    await client.getByRole('heading', { name: 'Your request is on its way' }).waitFor()
    const reference = await client.locator('.sent code').innerText()

    const staff = await signIn('dispatcher', '/schedule/requests', places.london)
    await staff.locator(`a[href*="${reference}"]`).first().waitFor()
    const before = await pendingOf(staff)
    await staff.keyboard.press('j')
    await staff.keyboard.press('Enter')
    await until(() => staff.url()).toContain(reference)
    await staff.keyboard.press('a')
    await staff.getByRole('form', { name: 'Approve request' }).locator('input[type=radio]:focus').waitFor()
    await staff.keyboard.press('Enter')
    await until(() => pendingOf(staff)).toBe(before - 1)
    await client.goto(`/portal/requests/${reference}`)
    await client.getByText(/^Confirmed with /).waitFor()
  })
})
