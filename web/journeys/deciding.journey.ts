import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { askFor, instantOn, openApproval, openDecline, pendingOf, until } from './acts.ts'
import { picture, places, signIn } from './stage.ts'

const service = 'On-site visit'

describe('A request', () => {
  it('is seen by staff at once, approved, and the client sees it and is told', async () => {
    const staff = await signIn('dispatcher', '/schedule', places.london)
    await until(() => pendingOf(staff)).toBeGreaterThan(0)
    const before = await pendingOf(staff)
    const client = await signIn('client', '/portal', places.losAngeles)
    const reference = await askFor(client, service, 'The scanner stays dark')
    await until(() => pendingOf(staff)).toBe(before + 1)
    await staff.locator('.nav .badge', { hasText: String(before + 1) }).waitFor()

    await client.getByRole('link', { name: 'See the request' }).click()
    await client.getByText('Waiting for our answer').waitFor()
    const approve = await openApproval(staff, reference)
    // Each reads it on a clock of their own, and means the same moment.
    expect(await instantOn(staff)).toBe(await instantOn(client))
    await picture(staff, 'act-approving')
    await approve.click()
    await client.getByText(/^Confirmed with /).waitFor()
    await client.getByText('Your appointment is confirmed').first().waitFor()
    await picture(client, 'act-approved')
    const saved = client.waitForEvent('download')
    await client.getByRole('button', { name: 'Add to calendar' }).click()
    const file = await (await saved).path()
    expect(readFileSync(file, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n[^]*METHOD:PUBLISH\r\n[^]*SUMMARY:On-site visit/)
    await until(() => pendingOf(staff)).toBe(before)
    await client.goto('/notifications')
    const told = client.locator('main li').first()
    await until(() => told.innerText()).toMatch(/Your appointment is confirmed[^]*On-site visit/)
  })

  it('is declined with a reason, which the client reads', async () => {
    const client = await signIn('client', '/portal', places.berlin)
    const reference = await askFor(client, service, 'A cable hangs from the ceiling')
    await client.goto(`/portal/requests/${reference}`)
    await client.getByText('Waiting for our answer').waitFor()
    const staff = await signIn('admin', '/schedule', places.auckland)
    const decline = await openDecline(staff, reference, 'The van is in the garage that day.')
    await decline.click()
    await client.getByText('We could not confirm this time.').waitFor()
    await client.getByText('The van is in the garage that day.').first().waitFor()
    await picture(client, 'act-declined')
  })

  it('keeps its moment when it is edited on another clock', async () => {
    const atHome = await signIn('client', '/portal', places.losAngeles)
    const reference = await askFor(atHome, service, 'Two desks need moving')
    const path = `/portal/requests/${reference}`
    await atHome.goto(path)
    await atHome.locator('main time.big-when').waitFor()
    const asked = await instantOn(atHome)
    const staff = await signIn('dispatcher', `/schedule/requests/${reference}`, places.london)

    const away = await signIn('client', path, places.auckland)
    await away.getByRole('button', { name: 'Edit request' }).click()
    await away.getByLabel(/^What is it about/).fill('Three desks need moving')
    await picture(away, 'act-editing')
    await away.getByRole('button', { name: 'Save' }).click()
    await away.getByText('Your request was changed.').waitFor()
    expect(await instantOn(away)).toBe(asked)
    await staff.getByText('Three desks need moving').first().waitFor()
    await atHome.getByText('Three desks need moving').first().waitFor()
    expect(await instantOn(staff)).toBe(asked)
  })

  it('is cancelled by the client, after a word that it cannot be undone', async () => {
    const client = await signIn('client', '/portal', places.losAngeles)
    const reference = await askFor(client, service, 'No longer needed soon')
    const staff = await signIn('dispatcher', `/schedule/requests/${reference}`, places.london)
    await staff.getByRole('button', { name: /^Approve/ }).waitFor()
    await client.goto(`/portal/requests/${reference}`)
    await client.getByRole('button', { name: 'Cancel request' }).click()
    await client
      .getByRole('alertdialog')
      .getByText(/^This cannot be undone/)
      .waitFor()
    await picture(client, 'act-cancelling')
    await client.getByRole('button', { name: 'Yes, cancel it' }).click()
    await client.getByText('This request was cancelled.').waitFor()
    await staff.getByRole('button', { name: /^Approve/ }).waitFor({ state: 'detached' })
  })

  it('is decided once when two decide at the same moment, and the other is told', async () => {
    const client = await signIn('client', '/portal', places.losAngeles)
    const reference = await askFor(client, service, 'Who comes first?')
    await client.goto(`/portal/requests/${reference}`)
    const one = await signIn('dispatcher', '/schedule', places.london)
    const other = await signIn('admin', '/schedule', places.auckland)
    const approve = await openApproval(one, reference)
    const decline = await openDecline(other, reference, 'Somebody else was asked first.')
    await Promise.all([approve.click(), decline.click()])
    await client.getByText(/^Confirmed with |^We could not confirm this time/).waitFor()
    const isApproved = (await client.getByText(/^Confirmed with /).count()) === 1
    const loser = isApproved ? other : one
    await loser
      .getByText(/^Not (approved|declined): |decided meanwhile|already been decided/)
      .first()
      .waitFor()
    if (loser === other) await loser.getByText(/^Approved by David Kim, /).waitFor()
    await picture(loser, 'act-second')
    await client.reload()
    await client.locator('.request-view__history').waitFor()
    const history = await client.locator('.request-view__history').innerText()
    expect(history.match(/Approved|Declined/g)).toEqual([isApproved ? 'Approved' : 'Declined'])
  })
})
