import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { askFor, chooseFirstTime, chooseService, pendingOf, send, until } from './acts.ts'
import { Slotline } from './slotline.ts'
import { expectNoise, picture, places, signIn } from './stage.ts'

/** A second server beside the first, on the same database and Redis: the one that dies. */
let second: Slotline

beforeAll(async () => {
  second = await Slotline.start('second', inject('ground'))
})
afterAll(() => second.stop())

const lost = /^Connection lost/

describe('A server that dies in the middle', () => {
  it('is noticed, and what happened meanwhile on another is caught up', async () => {
    expectNoise()
    const staff = await signIn('dispatcher', '/schedule/requests', {
      ...places.berlin,
      locale: 'en-GB',
      url: second.url,
    })
    const client = await signIn('client', '/portal', places.losAngeles)
    await until(() => pendingOf(staff)).toBeGreaterThan(0)
    const before = await pendingOf(staff)
    await second.kill()
    await staff.getByText(lost).waitFor()
    await picture(staff, 'act-lost')
    const reference = await askFor(client, 'On-site visit', 'Asked while the other server was away')
    await second.startAgain()
    await until(() => pendingOf(staff)).toBe(before + 1)
    await staff.getByText(lost).waitFor({ state: 'detached' })
    await staff.locator(`a[href*="${reference}"]`).first().waitFor()
    // And it is live again, not only loaded once.
    await askFor(client, 'On-site visit', 'Asked when it was back')
    await until(() => pendingOf(staff)).toBe(before + 2)
  })

  it('takes nothing with it of what somebody has typed', async () => {
    expectNoise()
    const client = await signIn('client', '/portal/new', { ...places.losAngeles, url: second.url })
    await chooseService(client, 'On-site visit')
    await chooseFirstTime(client)
    await client.getByLabel(/^What is it about/).fill('Typed before the server died')
    await second.kill()
    await client.getByText(lost).waitFor()
    await client.getByRole('button', { name: 'Send request' }).click()
    await client.getByText('We cannot reach the server right now.').waitFor()
    await second.startAgain()
    await client.getByText(lost).waitFor({ state: 'detached' })
    const reference = await send(client)
    await client.goto(`/portal/requests/${reference}`)
    await client.getByText('Typed before the server died').waitFor()
  })
})
