import { describe, it } from 'vitest'
import { linkMailedTo, until } from './acts.ts'
import { picture, places, signIn, visit } from './stage.ts'

const email = 'ines.newcomer@demo.test'
const laterEmail = 'ines.settled@demo.test'
const invitation = '/sign-in/invitation#'

/** Signs Ines in, on a device of her own. */
async function enter(address: string) {
  const page = await visit('/sign-in', places.newYork)
  await page.getByLabel('E-mail address').fill(address)
  await page.getByLabel('Password').fill('green lamps sing softly')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/schedule')
  return page
}

describe('Somebody new', () => {
  it('is invited, chooses a password, works, gets another role meanwhile, and signs in again', async () => {
    const admin = await signIn('admin', '/settings/staff', places.berlin)
    await admin.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ines Newcomer')
    await dialog.getByLabel('E-mail address').fill(email)
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    const line = admin.getByRole('listitem').filter({ hasText: email })
    await line.getByText('Invited', { exact: true }).waitFor()
    await until(() => linkMailedTo(email, invitation)).not.toBeNull()

    const ines = await visit(linkMailedTo(email, invitation) ?? '', places.newYork)
    await ines.getByLabel('New password').fill('green lamps sing softly')
    await picture(ines, 'act-choosing-a-password')
    await ines.getByRole('button', { name: 'Save and sign in' }).click()
    await ines.waitForURL('**/schedule')
    await ines.getByRole('link', { name: 'Requests' }).first().waitFor()

    await admin.getByLabel('Role of Ines Newcomer').selectOption('Technician')
    await ines.goto('/profile')
    await ines.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
    await ines.getByText('Chrome on Linux').waitFor()
    await admin.goto('/settings/audit')
    await admin.getByRole('row', { name: /Ines Newcomer.*accepted the invitation/ }).waitFor()
    await admin.getByRole('row', { name: /role: DISPATCHER → TECHNICIAN/ }).waitFor()

    await enter(email)
  })

  it('is given another address by an admin, which ends the session, and signs in with it', async () => {
    const admin = await signIn('admin', '/settings/staff', places.berlin)
    const ines = await enter(email)
    await admin.getByRole('button', { name: 'Edit Ines Newcomer' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('E-mail address').fill('admin@demo.test')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.locator('.field__error').waitFor()
    await picture(admin, 'act-editing-a-person')
    await dialog.getByLabel('E-mail address').fill(laterEmail)
    await dialog.getByLabel('Phone').fill('+1 555 0147')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await admin.getByRole('listitem').filter({ hasText: laterEmail }).waitFor()
    await ines.waitForURL('**/sign-in**')
    await enter(laterEmail)
  })

  it('is taken another role from while a page is open, and stays on it', async () => {
    const admin = await signIn('admin', '/settings/staff', places.berlin)
    const dispatcher = await signIn('dispatcher', '/schedule/requests', places.newYork)
    const role = admin.getByLabel('Role of David Kim')
    const asked = dispatcher.waitForRequest((request) => request.postData()?.includes('query Viewer') ?? false)
    const socket = dispatcher.waitForEvent('websocket')
    await role.selectOption('Technician')
    await asked
    await socket
    await dispatcher.getByRole('heading', { level: 1 }).waitFor()
    const given = admin.waitForResponse((answer) => answer.request().postData()?.includes('DISPATCHER') ?? false)
    await role.selectOption('Dispatcher')
    await given
  })
})
