import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, createApi } from '../src/api/client.ts'
import { SlotsChangedDocument } from '../src/gql/booking.ts'
import { ViewerDocument } from '../src/gql/shell.ts'

/** A server's end of a socket: it admits everybody, and closes when it is told to. */
class FakeSocket extends EventTarget {
  static opened: FakeSocket[] = []
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readyState = FakeSocket.OPEN
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  onerror: (() => void) | null = null
  sent: string[] = []

  constructor() {
    super()
    FakeSocket.opened.push(this)
    queueMicrotask(() => this.onopen?.())
  }

  send(text: string) {
    this.sent.push(text)
    if (text.includes('connection_init')) this.onmessage?.({ data: '{"type":"connection_ack"}' })
  }

  close(code = 1000) {
    if (this.readyState === FakeSocket.CLOSED) return
    this.readyState = FakeSocket.CLOSED
    this.onclose?.(new CloseEvent('close', { code, wasClean: true }))
  }
}

const viewer = {
  __typename: 'Viewer',
  role: 'TECHNICIAN',
  permissions: [],
  unreadNotificationCount: 0,
  organization: { __typename: 'Organization', id: 'O1', name: 'Demo', slug: 'demo', timeZone: 'Etc/UTC' },
  actor: null,
}

const somebody = { data: { viewer } }
const nobody = { data: { viewer: null } }
const unauthenticated = { errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }] }

describe('A socket whose rights ended', () => {
  const onSessionEnded = vi.fn()
  const asked = vi.fn<(body: string) => object>()
  let api: Api

  beforeEach(() => {
    FakeSocket.opened = []
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => Response.json(asked(body)))
    api = createApi({ token: 'T' }, onSessionEnded)
  })
  afterEach(() => {
    api.close()
    vi.unstubAllGlobals()
    vi.clearAllMocks()
  })

  /** Follows the server's events until the socket is up, and lets the server close it. */
  async function closedWith(code: number) {
    const following = api.client.subscription('subscription { pendingCount }', {}).subscribe(() => undefined)
    await expect.poll(() => FakeSocket.opened[0]?.sent.some((text) => text.includes('"subscribe"'))).toBe(true)
    FakeSocket.opened[0]?.close(code)
    return following
  }

  it('is opened again where the person is still signed in, asking once', async () => {
    asked.mockReturnValue(somebody)
    const following = await closedWith(4403)
    await expect.poll(() => FakeSocket.opened.length, { timeout: 10_000 }).toBe(2)
    expect(asked).toHaveBeenCalledTimes(1)
    expect(asked.mock.calls[0]?.[0]).toContain('viewer')
    expect(onSessionEnded).not.toHaveBeenCalled()
    following.unsubscribe()
  })

  it('tells the page who the person is now', async () => {
    asked.mockReturnValue({ data: { viewer: { ...viewer, role: 'DISPATCHER' } } })
    const roles: unknown[] = []
    const page = api.client.query(ViewerDocument, {}).subscribe(({ data }) => void roles.push(data?.viewer?.role))
    await expect.poll(() => roles.at(-1)).toBe('DISPATCHER')
    asked.mockReturnValue(somebody)
    const following = await closedWith(4403)
    await expect.poll(() => roles.at(-1)).toBe('TECHNICIAN')
    page.unsubscribe()
    following.unsubscribe()
  })

  it.each([
    ['nobody is', nobody],
    ['the session is unknown', unauthenticated],
  ])('ends the session where %s', async (_, answer) => {
    asked.mockReturnValue(answer)
    const following = await closedWith(4403)
    await expect.poll(() => onSessionEnded.mock.calls.length).toBeGreaterThan(0)
    // What the page does when its session has ended.
    following.unsubscribe()
    expect(FakeSocket.opened).toHaveLength(1)
  })

  it('ends the session without asking where the token is no good', async () => {
    const following = await closedWith(4401)
    await expect.poll(() => onSessionEnded.mock.calls.length).toBe(1)
    expect(asked).not.toHaveBeenCalled()
    following.unsubscribe()
  })

  it('says again what a picker shows when it is opened again', async () => {
    const variables = { input: { serviceId: 'S1', from: '2026-06-01', to: '2026-06-30' }, known: ['as', 'shown'] }
    const following = api.client.subscription(SlotsChangedDocument, variables).subscribe(() => undefined)
    const said = (socket: number) =>
      FakeSocket.opened[socket]?.sent
        .map((text) => JSON.parse(text) as { type: string; payload?: { variables?: object } })
        .filter(({ type }) => type === 'subscribe')
        .map(({ payload }) => payload?.variables)
    await expect.poll(() => said(0)).toEqual([variables])
    FakeSocket.opened[0]?.close(1013)
    await expect.poll(() => said(1), { timeout: 10_000 }).toEqual([variables])
    following.unsubscribe()
  })
})
