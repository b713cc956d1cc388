import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { chooseService, freeTimes } from './acts.ts'
import { places, settle, signIn, visit } from './stage.ts'

const images = join(import.meta.dirname, '../../docs/images')
const size = { viewport: { width: 1280, height: 800 } }

async function keep(page: Page, name: string) {
  await settle(page)
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
}

describe('The pictures of the README', () => {
  it('are made from the demo', async () => {
    const staff = await signIn('dispatcher', '/schedule', { ...places.newYork, ...size })
    await keep(staff, 'schedule')
    const visitor = await visit('/book/demo', { ...places.newYork, ...size })
    await chooseService(visitor, 'Free IT consultation')
    await freeTimes(visitor).locator('label').first().click()
    await keep(visitor, 'booking')
  })
})
