import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { EventLineFragment } from '../src/gql/requests.ts'
import { setPreferences } from '../src/preferences/preferences.ts'
import { RequestHistory } from '../src/parts/request-history.tsx'
import { show } from './world.tsx'

const change = (field: string, from: string | null, to: string | null) =>
  ({ __typename: 'FieldChange', field, from, to }) as const

const edited = {
  __typename: 'AppointmentRequestEvent',
  revision: 7,
  type: 'EDITED',
  occurredAt: '2026-06-10T12:00:00Z',
  actor: { __typename: 'Contact', id: 'P3', name: 'Carla Client' },
  changes: [
    change('status', 'PENDING', 'APPROVED'),
    change('requestedStartsAt', '2026-06-11T13:00:00Z', '2026-06-12T13:00:00Z'),
    change('durationMinutes', '60', '90'),
    change('requesterTimeZone', 'America/New_York', 'Europe/Berlin'),
    change('declineReason', null, 'No van'),
  ],
} as unknown as EventLineFragment

it('tells what changed in the words and on the clock of the reader, and nothing twice', () => {
  setPreferences({ zone: 'America/New_York' })
  show(<RequestHistory events={[edited]} />)
  expect(
    screen
      .getAllByRole('listitem')
      .slice(1)
      .map((line) => line.textContent),
  ).toEqual([
    'Requested start: Thu, Jun 11, 9:00 AM EDT Fri, Jun 12, 9:00 AM EDT',
    'Length: 1 hr 1 hr 30 min',
    'Time zone: America/New York Europe/Berlin',
    'Reason:  No van',
  ])
})
