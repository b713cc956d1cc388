import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axeFindings } from './axe.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { requests } from '../mock/store.ts'
import { NewRequestPage } from '../src/portal/new-request-page.tsx'
import { BookingPage } from '../src/booking/booking-page.tsx'
import { Route } from 'wouter'
import { ordinaryDay, startAt } from './clock.ts'
import { ask, contact, dispatcher, show, withServer, type World } from './world.tsx'

withServer()

const asContact: World = {
  person: contact,
  path: '/portal/new',
  viewer: {
    role: 'CLIENT_MEMBER',
    actor: {
      __typename: 'Contact',
      id: 'P3',
      name: 'Carla Client',
      email: 'client@demo.test',
      phone: null,
      timeZone: 'America/Los_Angeles',
      locale: 'en',
      client: { id: 'C0', name: 'Northwind Traders' },
    },
  },
}

afterEach(() => startAt(ordinaryDay))

async function chooseFirstTime() {
  const times = await screen.findByRole('radiogroup', { name: /^Free times on/ })
  const [first] = within(times).getAllByRole('radio')
  await userEvent.click(first as HTMLElement)
  return times
}

async function toDetails(service: string) {
  await userEvent.click(await screen.findByRole('button', { name: new RegExp(service) }))
  await chooseFirstTime()
  // The calendar has a hidden button of that name, for the next month.
  const [, next] = await screen.findAllByRole('button', { name: 'Next' })
  await userEvent.click(next as HTMLElement)
  await screen.findByRole('button', { name: 'Send request' })
}

describe('Asking for an appointment', () => {
  it('goes from service to time to details, and says that it is not yet confirmed', async () => {
    show(<NewRequestPage />, asContact)
    await toDetails('On-site visit')
    expect(screen.getByText(/This is a request, not a booking yet/)).toBeInTheDocument()
    await userEvent.type(screen.getByLabelText(/What is it about/), 'The printer hums')
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }))
    expect(await screen.findByRole('heading', { name: 'Your request is on its way' })).toHaveFocus()
    expect(requests.at(-1)).toMatchObject({ status: 'PENDING', description: 'The printer hums' })
  })

  it('says kindly when the time was just taken, offers three others, and loses nothing that was typed', async () => {
    show(<NewRequestPage />, asContact)
    await toDetails('Network survey')
    await userEvent.type(screen.getByLabelText(/What is it about/), 'Rack and cables')
    const startsAt = new URLSearchParams(location.search).get('start')
    for (let hold = 0; hold < 2; hold++) {
      await ask(
        dispatcher,
        'mutation($i: RequestAppointmentInput!) { requestAppointment(input: $i) { errors { code } } }',
        { i: { serviceId: 'S3', startsAt, timeZone: 'America/New_York' } },
      )
    }
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('This time was just taken')
    const others = within(alert).getAllByRole('button')
    expect(others).toHaveLength(3)
    expect(screen.getByRole('button', { name: 'Send request' })).toBeDisabled()
    await userEvent.click(others[0] as HTMLElement)
    await waitFor(() => expect(screen.getByRole('button', { name: 'Send request' })).toBeEnabled())
    expect(screen.getByLabelText(/What is it about/)).toHaveValue('Rack and cables')
    expect(new URLSearchParams(location.search).get('start')).not.toBe(startsAt)
  })

  it('groups the times by the clock they are shown on', async () => {
    show(<NewRequestPage />, asContact)
    await userEvent.click(await screen.findByRole('button', { name: /On-site visit/ }))
    const times = await screen.findByRole('radiogroup', { name: /^Free times on/ })
    for (const part of within(times).queryAllByRole('group', { name: 'Morning' })) {
      for (const time of within(part).getAllByRole('radio')) expect(time.closest('label')).toHaveTextContent(/AM/)
    }
  })
})

describe('The first free time', () => {
  // The reader is in Auckland, where it is the 31st and the firm's next morning is the 1st.
  it('is found in the next month when this one is over', async () => {
    startAt('2026-07-30T21:30:00Z')
    show(<NewRequestPage />, asContact)
    await userEvent.click(await screen.findByRole('button', { name: /On-site visit/ }))
    expect(await screen.findByRole('radiogroup', { name: 'Free times on Saturday, August 1' })).toBeInTheDocument()
    expect(screen.getByRole('grid', { name: 'Choose a date, August 2026' })).toBeInTheDocument()
  })

  it('does not leave a month that somebody went to, and says when the next one is', async () => {
    startAt('2026-07-30T21:30:00Z')
    show(<NewRequestPage />, asContact)
    await userEvent.click(await screen.findByRole('button', { name: /On-site visit/ }))
    await screen.findByRole('radiogroup', { name: /^Free times on/ })
    await userEvent.click(screen.getAllByRole('button', { name: 'Previous month' })[0] as HTMLElement)
    expect(await screen.findByText('No free time in this month.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Next free: Saturday, August 1' }))
    expect(await screen.findByRole('radiogroup', { name: 'Free times on Saturday, August 1' })).toBeInTheDocument()
  })
})

describe('The public page', () => {
  it('asks a visitor for what is needed, and says where', async () => {
    const { container } = show(<Route path="/book/:slug" component={BookingPage} />, {
      person: null,
      path: '/book/demo',
    })
    await toDetails('Remote support')
    expect(await axeFindings(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }))
    expect(screen.getByLabelText('Your name')).toBeInvalid()
    await userEvent.type(screen.getByLabelText('Your name'), 'Vera Visitor')
    await userEvent.type(screen.getByLabelText('E-mail address'), 'vera@example.test')
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }))
    await screen.findByRole('heading', { name: 'Your request is on its way' })
    expect(requests.at(-1)?.requester).toMatchObject({ name: 'Vera Visitor', email: 'vera@example.test' })
  })

  it('says so when there is no such page', async () => {
    show(<Route path="/book/:slug" component={BookingPage} />, { person: null, path: '/book/nobody' })
    expect(await screen.findByText('This booking page does not exist')).toBeInTheDocument()
  })
})
