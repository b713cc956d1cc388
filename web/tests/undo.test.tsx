import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense } from 'react'
import { Route } from 'wouter'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../mock/store.ts'
import { sendAllHeld } from '../src/api/holding.ts'
import { setPreferences } from '../src/preferences/preferences.ts'
import { RequestsPage } from '../src/schedule/requests/requests-page.tsx'
import { closeToast, shownToasts } from '../src/ui/toasts.ts'
import { ask, dispatcher, show, withServer } from './world.tsx'

withServer()
beforeEach(() => setPreferences({ undoSeconds: 30 }))
afterEach(async () => {
  await sendAllHeld()
  for (const { id } of shownToasts()) closeToast(id)
})

const page = (
  <Suspense>
    <Route path="/schedule/requests/:reference?" component={RequestsPage} />
  </Suspense>
)
const shownIds = () => screen.queryAllByRole('listitem').map((item) => item.dataset['id'])

/** Declines one of those that wait, with a reason, and answers it once its toast stands. */
async function decline() {
  const request = requests.find((one) => one.status === 'PENDING')
  if (!request) throw new Error('The stand-in has no request that waits.')
  show(page, { person: dispatcher, path: `/schedule/requests/${request.reference}?act=decline` })
  const form = await screen.findByRole('form', { name: 'Decline request' })
  await waitFor(() => expect(shownIds()).toContain(request.id))
  await userEvent.type(within(form).getByLabelText(/Reason/), 'No van that day')
  await userEvent.click(within(form).getByRole('button', { name: /^Decline and/ }))
  await screen.findByRole('button', { name: /^Undo/ })
  return request
}

describe('A decision', () => {
  it('takes its row away at once and is sent only when its toast closes', async () => {
    const request = await decline()
    expect(shownIds()).not.toContain(request.id)
    expect(request.status).toBe('PENDING')
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() => expect(request.status).toBe('DECLINED'))
  })

  it('is taken back by z: the row returns, nothing was sent, and what was entered is there again', async () => {
    const request = await decline()
    await userEvent.keyboard('z')
    await waitFor(() => expect(shownIds()).toContain(request.id))
    await sendAllHeld()
    expect(request.status).toBe('PENDING')
    expect(location.pathname).toBe(`/schedule/requests/${request.reference}`)
    await userEvent.click(await screen.findByRole('button', { name: /^Decline/ }))
    expect(await screen.findByLabelText(/Reason/)).toHaveValue('No van that day')
  })

  it('is sent when the page is left', async () => {
    const request = await decline()
    globalThis.dispatchEvent(new Event('pagehide'))
    await waitFor(() => expect(request.status).toBe('DECLINED'))
  })

  it('comes back with the reason and the form when the server refuses it', async () => {
    const request = await decline()
    await ask(
      dispatcher,
      'mutation($i: UpdateInternalNotesInput!) { updateInternalNotes(input: $i) { errors { code } } }',
      { i: { requestId: request.id, expectedVersion: request.version, internalNotes: 'Meanwhile' } },
    )
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await screen.findByText(/^Not declined: .* The request was changed meanwhile/)
    await waitFor(() => expect(shownIds()).toContain(request.id))
    await userEvent.click(screen.getByRole('button', { name: 'Look at it' }))
    const form = await screen.findByRole('form', { name: 'Decline request' })
    expect(within(form).getByLabelText(/Reason/)).toHaveValue('No van that day')
    expect(request.status).toBe('PENDING')
  })
})
