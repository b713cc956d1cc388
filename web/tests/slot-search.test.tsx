import { screen, waitFor } from '@testing-library/react'
import { graphql } from 'graphql'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { schema } from '../mock/execute.ts'
import { personOf } from '../mock/resolvers.ts'
import { useSlotMonth } from '../src/parts/slots/slot-search.ts'
import { ask, dispatcher, server, show, withServer } from './world.tsx'

withServer()

const zone = 'America/New_York'
const wish = { serviceId: 'S3', durationMinutes: 240, technicianId: null, horizonDays: 60 }

function Starts() {
  const { slots } = useSlotMonth(wish, zone, null)
  return (
    <ul>
      {[...slots.days.values()].flatMap((day) => day.slots.map(({ startsAt }) => <li key={startsAt}>{startsAt}</li>))}
    </ul>
  )
}

/** Everybody's places at a time are asked for. */
async function take(startsAt: string) {
  for (let hold = 0; hold < 2; hold++) {
    await ask(
      dispatcher,
      'mutation($i: RequestAppointmentInput!) { requestAppointment(input: $i) { errors { code } } }',
      { i: { serviceId: 'S3', startsAt, timeZone: zone } },
    )
  }
}

it('takes a time away that was taken after the search was answered and before it was followed', async () => {
  let taken: string | undefined
  server.use(
    http.post('http://localhost/graphql', async ({ request }) => {
      const { query, variables } = (await request.json()) as { query: string; variables: Record<string, unknown> }
      const contextValue = { person: personOf(request.headers.get('authorization')) }
      const answer = await graphql({ schema, source: query, variableValues: variables, contextValue })
      const days = (answer.data?.['slots'] as { days?: { slots: { startsAt: string }[] }[] } | undefined)?.days
      if (!taken && days) {
        taken = days.flatMap(({ slots }) => slots).at(-1)?.startsAt
        await take(taken as string)
      }
      return HttpResponse.json(answer)
    }),
  )
  show(<Starts />)
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBeGreaterThan(5))
  expect(taken).toBeDefined()
  await waitFor(() => expect(screen.queryByText(taken as string)).toBeNull())
})
