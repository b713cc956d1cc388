import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense } from 'react'
import { Route } from 'wouter'
import { beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../mock/store.ts'
import { setPreferences } from '../src/preferences/preferences.ts'
import { RequestsPage } from '../src/schedule/requests/requests-page.tsx'
import { CommandDoor } from '../src/shell/command-door.tsx'
import { ask, dispatcher, show, withServer } from './world.tsx'

withServer()
beforeEach(() => setPreferences({ undoSeconds: 0 }))

const page = (
  <Suspense>
    <CommandDoor />
    <Route path="/schedule/requests/:reference?" component={RequestsPage} />
  </Suspense>
)
const checkboxes = () => screen.findAllByRole('checkbox', { name: /^Select (?!all)/ })

describe('Many at once', () => {
  it('are declined with one reason, each on its own: what failed is named, and the others are done', async () => {
    show(page, { person: dispatcher, path: '/schedule/requests' })
    const [first, second] = await checkboxes()
    await userEvent.click(first as HTMLElement)
    await userEvent.click(second as HTMLElement)
    const chosen = screen
      .getAllByRole('listitem')
      .slice(0, 2)
      .map((item) => requests.find(({ id }) => id === item.dataset['id']))
    await userEvent.click(screen.getByRole('button', { name: 'Decline selected' }))
    const dialog = await screen.findByRole('dialog', { name: 'Decline selected' })
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Closed for a day')
    await ask(
      dispatcher,
      'mutation($i: UpdateInternalNotesInput!) { updateInternalNotes(input: $i) { errors { code } } }',
      { i: { requestId: chosen[0]?.id, expectedVersion: chosen[0]?.version, internalNotes: 'Meanwhile' } },
    )
    await userEvent.click(within(dialog).getByRole('button', { name: 'Decline 2 requests' }))
    await screen.findByText('Declined: 1. Not done: 1.')
    expect(screen.getByText(new RegExp(`${chosen[0]?.reference}: The request was changed meanwhile`))).toBeVisible()
    expect(chosen.map((one) => one?.status)).toEqual(['PENDING', 'DECLINED'])
    expect(chosen[1]?.declineReason).toBe('Closed for a day')
  })

  it('are approved with the technicians that the form would propose', async () => {
    show(page, { person: dispatcher, path: '/schedule/requests' })
    await checkboxes()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all on this page' }))
    await userEvent.click(screen.getByRole('button', { name: 'Approve selected' }))
    const dialog = await screen.findByRole('dialog', { name: 'Approve selected' })
    const confirm = await within(dialog).findByRole('button', { name: /^Approve \d+ request/ })
    await waitFor(() => expect(confirm).toBeEnabled())
    await userEvent.click(confirm)
    await screen.findByText(/^Approved: [1-9]/)
    expect(requests.some(({ status, appointment }) => status === 'APPROVED' && appointment?.technicianId)).toBe(true)
  })
})

describe('The palette', () => {
  it('opens by Ctrl+K, finds by typing, and does what is chosen', async () => {
    const request = requests.find(({ status }) => status === 'PENDING')
    show(page, { person: dispatcher, path: `/schedule/requests/${request?.reference}` })
    await screen.findByRole('button', { name: /^Decline/ })
    await userEvent.keyboard('{Control>}k{/Control}')
    const box = await screen.findByRole('combobox')
    await waitFor(() => expect(box).toHaveFocus())
    await userEvent.keyboard('decl')
    expect(screen.getAllByRole('option')).toHaveLength(1)
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('form', { name: 'Decline request' })).toBeVisible()
  })
})
