import { describe, it } from 'vitest'
import { places, signIn } from './stage.ts'

describe('A notification', () => {
  it('that is read in one tab is read in the others', async () => {
    const page = await signIn('client', '/notifications', places.losAngeles)
    const bell = page.getByRole('button', { name: /^Notifications, \d+ unread$/ })
    await bell.waitFor()
    const other = await page.context().newPage()
    // Who is signed in is known to a tab alone, or to the whole browser: either way the other tab is opened signed in.
    const session = await page.evaluate(() => Object.entries(sessionStorage))
    await other.addInitScript((entries) => {
      for (const [key, value] of entries) sessionStorage.setItem(key, value)
    }, session)
    await other.goto('/portal')
    await other.getByRole('button', { name: /^Notifications, \d+ unread$/ }).waitFor()
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await bell.waitFor({ state: 'detached' })
    await other.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })
})
