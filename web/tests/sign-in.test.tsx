import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { endSession } from '../src/api/session.ts'
import { SignInPage } from '../src/sign-in/sign-in-page.tsx'
import { show, withServer } from './world.tsx'

withServer()

async function fill(password: string) {
  await userEvent.type(screen.getByLabelText('E-mail address'), 'admin@demo.test')
  await userEvent.type(screen.getByLabelText('Password'), `${password}{Enter}`)
}

describe('Signing in', () => {
  it('says in words what was wrong and keeps the address', async () => {
    show(<SignInPage />, { person: null })
    await fill('not the password')
    expect(await screen.findByRole('alert')).toHaveTextContent('The e-mail address or the password is not right.')
    expect(screen.getByLabelText('E-mail address')).toHaveValue('admin@demo.test')
    expect(location.pathname).toBe('/')
  })

  it('goes on to where one wanted to go', async () => {
    show(<SignInPage />, { person: null, path: '/sign-in?next=%2Fschedule%2Frequests' })
    await fill('slotline-demo-1')
    await expect.poll(() => location.pathname).toBe('/schedule/requests')
    endSession()
  })

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
    'never goes to a foreign address: %s',
    async (next) => {
      show(<SignInPage />, { person: null, path: `/sign-in?next=${encodeURIComponent(next)}` })
      await fill('slotline-demo-1')
      await expect.poll(() => location.href).toBe('http://localhost/')
      endSession()
    },
  )
})
