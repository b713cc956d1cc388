import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense } from 'react'
import { Route } from 'wouter'
import { beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../mock/store.ts'
import { RequestsPage } from '../src/schedule/requests/requests-page.tsx'
import { setPreferences } from '../src/preferences/preferences.ts'
import { ask, dispatcher, show, withServer } from './world.tsx'

withServer()
// Decisions are held for a while otherwise; undo.test.tsx is about that.
beforeEach(() => setPreferences({ undoSeconds: 0 }))

const page = (
  <Suspense>
    <Route path="/schedule/requests/:reference?" component={RequestsPage} />
  </Suspense>
)

const pendingOnes = () =>
  requests.filter((request) => request.status === 'PENDING').sort((a, b) => b.createdAt.localeCompare(a.createdAt))
const showAt = (path: string) => show(page, { person: dispatcher, path })
const shownRows = () => screen.queryAllByRole('listitem').filter((item) => item.dataset['id'])

/** Pending, with somebody free for it, so that it can be approved without waiving anything. */
async function approvable() {
  for (const request of pendingOnes()) {
    const { appointmentRequest } = await ask(
      dispatcher,
      'query($id: ID!) { appointmentRequest(id: $id) { candidates { isFree } } }',
      { id: request.id },
    )
    if (appointmentRequest.candidates[0]?.isFree) return request
  }
  throw new Error('The stand-in has no request that somebody is free for.')
}

describe('The queue', () => {
  it('shows what waits, newest first, with how many there are in each status', async () => {
    showAt('/schedule/requests')
    expect(await screen.findByRole('link', { name: new RegExp(`Pending ?${pendingOnes().length}`) })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await waitFor(() =>
      expect(shownRows().map((row) => row.dataset['id'])).toEqual(
        pendingOnes()
          .slice(0, 50)
          .map(({ id }) => id),
      ),
    )
  })

  it('asks once the typing pauses, and keeps the words in the address', async () => {
    showAt('/schedule/requests?status=all')
    await userEvent.type(await screen.findByRole('searchbox'), 'survey')
    await waitFor(() => expect(new URLSearchParams(location.search).get('q')).toBe('survey'))
    await waitFor(() => expect(shownRows().every((row) => row.textContent?.includes('Network survey'))).toBe(true))
  })

  it('walks with j and k, and not when the keys are switched off', async () => {
    const [first, second] = pendingOnes()
    showAt(`/schedule/requests/${first?.reference}`)
    await screen.findByRole('complementary')
    await waitFor(() => expect(shownRows().length).toBeGreaterThan(2))
    await userEvent.keyboard('j')
    expect(location.pathname).toBe(`/schedule/requests/${second?.reference}`)
    setPreferences({ shortcuts: false })
    await userEvent.keyboard('k')
    expect(location.pathname).toBe(`/schedule/requests/${second?.reference}`)
    setPreferences({ shortcuts: true })
  })
})

describe('Approving', () => {
  it('starts with somebody free and is done by two keys', async () => {
    const request = await approvable()
    showAt(`/schedule/requests/${request.reference}`)
    await screen.findByText(request.reference)
    await screen.findByRole('button', { name: /^Approve/ })
    await waitFor(() => expect(shownRows().length).toBeGreaterThan(2))
    await userEvent.keyboard('a')
    const form = await screen.findByRole('form', { name: 'Approve request' })
    await waitFor(() => expect(within(form).getByRole('radio', { checked: true })).toHaveFocus())
    expect(within(form).getByRole('radio', { checked: true }).closest('label')).toHaveTextContent(/Free/)
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByText(/^Approved\./)).toBeInTheDocument()
    expect(request.status).toBe('APPROVED')
    await waitFor(() => expect(shownRows().map((row) => row.dataset['id'])).not.toContain(request.id))
  })

  it('says who is not free and why, and books against a rule only when told to', async () => {
    const request = pendingOnes().find((one) => one.serviceId === 'S3')
    showAt(`/schedule/requests/${request?.reference}?act=approve`)
    const form = await screen.findByRole('form', { name: 'Approve request' })
    await userEvent.clear(within(form).getByLabelText('Starts at'))
    // The evening in Auckland is the small hours in New York, in summer and in winter.
    await userEvent.type(within(form).getByLabelText('Starts at'), '20:00')
    const busy = await within(form).findAllByText('outside working hours')
    await userEvent.click(busy[0] as HTMLElement)
    const submit = await within(form).findByRole('button', { name: 'Approve anyway' })
    expect(submit).toBeDisabled()
    await userEvent.click(within(form).getByRole('switch'))
    expect(submit).toBeEnabled()
    await userEvent.click(submit)
    await waitFor(() => expect(request?.status).toBe('APPROVED'))
    expect(request?.appointment?.overriddenRules).toEqual(['OUTSIDE_WORKING_HOURS'])
  })

  it('says that it was changed meanwhile, and keeps what was entered', async () => {
    const request = await approvable()
    showAt(`/schedule/requests/${request.reference}?act=approve`)
    const form = await screen.findByRole('form', { name: 'Approve request' })
    await userEvent.type(within(form).getByLabelText(/Internal notes/), 'Ring twice')
    await waitFor(() => expect(within(form).getByRole('button', { name: /^Approve and/ })).toBeEnabled())
    await ask(
      dispatcher,
      'mutation($i: UpdateInternalNotesInput!) { updateInternalNotes(input: $i) { errors { code } } }',
      { i: { requestId: request.id, expectedVersion: request.version, internalNotes: 'Meanwhile' } },
    )
    await userEvent.click(within(form).getByRole('button', { name: /^Approve and/ }))
    expect(await within(form).findByText('Changed meanwhile')).toBeInTheDocument()
    expect(within(form).getByLabelText(/Internal notes/)).toHaveValue('Ring twice')
    expect(request.status).toBe('PENDING')
    await userEvent.click(within(form).getByRole('button', { name: 'Go on with the current state' }))
    await userEvent.click(within(form).getByRole('button', { name: /^Approve and/ }))
    await waitFor(() => expect(request.status).toBe('APPROVED'))
    expect(request.internalNotes).toBe('Ring twice')
  })
})

describe('Declining', () => {
  it('tells the reason that was given', async () => {
    const request = pendingOnes()[1]
    showAt(`/schedule/requests/${request?.reference}?act=decline`)
    const form = await screen.findByRole('form', { name: 'Decline request' })
    await userEvent.type(within(form).getByLabelText(/Reason/), 'No van that day')
    await userEvent.click(within(form).getByRole('button', { name: /^Decline and/ }))
    await waitFor(() => expect(request?.status).toBe('DECLINED'))
    expect(request?.declineReason).toBe('No van that day')
  })
})
