import { describe, it } from 'vitest'
import { chooseFirstTime, chooseService, linkMailedTo, send, until } from './acts.ts'
import { picture, places, signIn, visit } from './stage.ts'

describe('A visitor', () => {
  it('asks without an account, is told that it is a request, and staff see who it is', async () => {
    const visitor = await visit('/book/demo', { ...places.auckland, viewport: { width: 320, height: 720 } })
    await chooseService(visitor, 'Free IT consultation')
    await visitor.getByText(/^Times in Pacific\/Auckland \(.*GMT\+1[23]\)/).waitFor()
    await chooseFirstTime(visitor)
    await visitor.getByText(/This is a request, not a booking yet/).waitFor()
    await visitor.getByLabel('Your name').fill('Vera Visitor')
    await visitor.getByLabel('E-mail address').fill('vera@visitor.example')
    await visitor.getByLabel(/^What is it about/).fill('Is fibre worth it for nine people?')
    const reference = await send(visitor)
    await picture(visitor, 'act-visitor')
    const staff = await signIn('dispatcher', `/schedule/requests/${reference}`, places.berlin)
    await staff.getByText('vera@visitor.example').first().waitFor()
    await staff.getByText('Is fibre worth it for nine people?').first().waitFor()
  })
  it('follows the link in the mail, edits and then cancels, without signing in', async () => {
    const email = 'walter@visitor.example'
    const visitor = await visit('/book/demo', places.berlin)
    await chooseService(visitor, 'Free IT consultation')
    await chooseFirstTime(visitor)
    await visitor.getByLabel('Your name').fill('Walter Visitor')
    await visitor.getByLabel('E-mail address').fill(email)
    await send(visitor)
    await until(() => linkMailedTo(email, '/manage/')).not.toBeNull()
    await visitor.goto(linkMailedTo(email, '/manage/') ?? '')
    await visitor.getByText('Waiting for our answer').waitFor()
    await picture(visitor, 'act-managing')
    await visitor.getByRole('button', { name: 'Edit request' }).click()
    await visitor.getByLabel(/^What is it about/).fill('Now I know what to ask')
    await visitor.getByRole('button', { name: 'Save' }).click()
    await visitor.getByText('Now I know what to ask').first().waitFor()
    await visitor.getByRole('button', { name: 'Cancel request' }).click()
    await visitor.getByRole('button', { name: 'Yes, cancel it' }).click()
    await visitor.getByText('This request was cancelled.').waitFor()
  })
})
