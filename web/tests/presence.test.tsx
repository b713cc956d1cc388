import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense } from 'react'
import { Route } from 'wouter'
import { expect, it } from 'vitest'
import { present } from '../mock/live.ts'
import { requests, savedReplies } from '../mock/store.ts'
import { RequestsPage } from '../src/schedule/requests/requests-page.tsx'
import { admin, ask, dispatcher, show, withServer } from './world.tsx'

withServer()

const page = (
  <Suspense>
    <Route path="/schedule/requests/:reference?" component={RequestsPage} />
  </Suspense>
)
const pendingOnes = () => requests.filter((request) => request.status === 'PENDING')

const announce = async (person: string, requestId: string | null, activity = 'VIEWING') =>
  ask(person, 'mutation($i: AnnouncePresenceInput!) { announcePresence(input: $i) { errors { code } } }', {
    i: { window: 'theirs', requestId, activity },
  })

it('shows on its row and in itself that a colleague is at a request, and no longer once they have gone', async () => {
  const [request] = pendingOnes()
  show(page, { person: dispatcher, path: `/schedule/requests/${request?.reference}` })
  const detail = await screen.findByRole('complementary')
  await announce(admin, request?.id ?? '')
  await within(detail).findByText(/ is looking at this\.$/)
  const row = await waitFor(() => screen.getAllByRole('listitem').find((item) => item.dataset['id'] === request?.id))
  await within(row as HTMLElement).findByText(/ is looking at this\.$/)
  await announce(admin, request?.id ?? '', 'EDITING')
  await within(detail).findByText(/ is deciding on this\.$/)
  await announce(admin, null)
  await waitFor(() => expect(screen.queryByText(/ is (looking at|deciding on) this\.$/)).toBeNull())
})

it('tells colleagues of opening, of beginning to decide and of closing, and does not show oneself', async () => {
  const [request] = pendingOnes()
  const own = () => [...present.values()].find(({ staffMemberId }) => staffMemberId === dispatcher)
  const { unmount } = show(page, { person: dispatcher, path: `/schedule/requests/${request?.reference}` })
  await waitFor(() => expect(own()).toMatchObject({ requestId: request?.id, activity: 'VIEWING' }))
  await userEvent.click(await screen.findByRole('button', { name: /^Decline/ }))
  await waitFor(() => expect(own()).toMatchObject({ activity: 'EDITING' }))
  expect(screen.queryByText(/ is (looking at|deciding on) this\.$/)).toBeNull()
  unmount()
  await waitFor(() => expect(own()).toBeUndefined())
})

it('offers the saved replies as reasons, to be changed before they are sent', async () => {
  const [request] = pendingOnes()
  show(page, { person: dispatcher, path: `/schedule/requests/${request?.reference}?act=decline` })
  const [reply] = savedReplies.all
  await userEvent.type(await screen.findByLabelText(/^Reason/), 'Dear Nora,')
  await userEvent.selectOptions(await screen.findByLabelText('Saved reply'), reply?.title ?? '')
  expect(screen.getByLabelText(/^Reason/)).toHaveValue(`Dear Nora,\n${reply?.text}`)
})
