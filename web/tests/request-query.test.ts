import { describe, expect, it } from 'vitest'
import { RequestQuery } from '../src/parts/request-query.ts'

const query = (search: string) => new RequestQuery(new URLSearchParams(search), 'PENDING')

describe('The address of a list', () => {
  it('says what is shown', () => {
    const { variables } = query('status=approved&q=printer&service=S1&technician=T2&sort=soonest&after=c1')
    expect(variables).toEqual({
      filter: { status: ['APPROVED'], search: 'printer', serviceId: 'S1', technicianId: 'T2' },
      orderBy: { field: 'STARTS_AT', direction: 'ASC' },
      first: 50,
      after: 'c1',
    })
  })

  it('shows what waits where it says nothing, or nonsense', () => {
    expect(query('').filter).toEqual({ status: ['PENDING'] })
    expect(query('status=nonsense&sort=sideways').variables.orderBy).toEqual({ field: 'CREATED_AT', direction: 'DESC' })
  })

  it('pages backward by the cursor before', () => {
    expect(query('before=c9').variables).toMatchObject({ last: 50, before: 'c9' })
  })

  it('counts under the other filters, whatever the status', () => {
    expect(query('status=declined&q=x').countFilter).toEqual({ search: 'x' })
  })

  it('starts again at the first page when what is listed changes', () => {
    expect(query('after=c1&q=x').withStatus('ALL')).toBe('?q=x&status=all')
    expect(query('after=c1&q=x').with({ q: null })).toBe('')
  })

  it('stays on its page when only the chosen request changes', () => {
    expect(query('after=c1&act=approve').same()).toBe('?after=c1')
    expect(query('after=c1').same('decline')).toBe('?after=c1&act=decline')
  })
})
