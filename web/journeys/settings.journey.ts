import { describe, expect, it } from 'vitest'
import { chooseService, freeTimes, until } from './acts.ts'
import { picture, places, signIn } from './stage.ts'

describe('A changed setting', () => {
  it('changes the free times that a client looks at', async () => {
    const client = await signIn('client', '/portal/new', places.newYork)
    await chooseService(client, 'Workstation setup')
    const name = (await freeTimes(client).getAttribute('aria-labelledby')) ?? ''
    const day = await client.locator(`[id="${name.split(' ')[0]}"]`).innerText()
    const date = (await freeTimes(client).locator('time').first().getAttribute('datetime')) ?? ''

    const admin = await signIn('admin', '/settings/time-off', places.auckland)
    await admin.getByRole('button', { name: 'Add days' }).click()
    await admin.getByLabel('First day').fill(date.slice(0, 10))
    await admin.getByLabel(/^Reason/).fill('The lift is out of order')
    await picture(admin, 'act-closing')
    await admin.getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Added. Free times follow at once.').waitFor()
    await until(() => client.getByRole('radiogroup', { name: day }).count()).toBe(0)
    await picture(client, 'act-closed')

    const line = admin.getByRole('listitem').filter({ hasText: 'The lift is out of order' })
    await line.getByRole('button').click()
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await admin.getByText('Removed. The usual hours hold again.').waitFor()
    await client.reload()
    await freeTimes(client).waitFor()
    expect(await client.getByRole('radiogroup', { name: day }).count()).toBe(1)
  })
})
