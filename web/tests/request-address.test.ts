import { describe, expect, test } from 'vitest'
import { RequestQuery } from '../src/parts/request-query.ts'

const query = (text: string, usual: 'PENDING' | 'ALL' = 'PENDING') => new RequestQuery(new URLSearchParams(text), usual)

describe('reading the address', () => {
  test('an empty one shows the usual status, newest first', () => {
    expect(query('').variables).toEqual({
      filter: { status: ['PENDING'] },
      orderBy: { field: 'CREATED_AT', direction: 'DESC' },
      first: 50,
      after: null,
    })
  })

  test('a full one asks for all that it says', () => {
    expect(query('status=approved&q=roof+leak&service=s1&technician=t1&sort=soonest&after=c9').variables).toEqual({
      filter: { search: 'roof leak', serviceId: 's1', technicianId: 't1', status: ['APPROVED'] },
      orderBy: { field: 'STARTS_AT', direction: 'ASC' },
      first: 50,
      after: 'c9',
    })
  })

  test('a page before another is read from its end', () => {
    const { variables } = query('before=c3')
    expect(variables).toMatchObject({ last: 50, before: 'c3' })
    expect(variables).not.toHaveProperty('first')
  })

  test('nonsense falls back to the usual', () => {
    expect(query('status=lost&sort=random', 'ALL')).toMatchObject({ status: 'ALL', sort: 'newest' })
  })

  test('all means no filter by status', () => {
    expect(query('status=all').filter).toEqual({})
  })

  test('the numbers on the tabs count without the status', () => {
    expect(query('status=declined&q=roof').countFilter).toEqual({ search: 'roof' })
  })

  test('a status alone does not narrow, a word does', () => {
    expect(query('status=declined').isNarrowed).toBe(false)
    expect(query('q=roof').isNarrowed).toBe(true)
  })
})

describe('writing the address', () => {
  test('what was written is read back the same', () => {
    const written = query('').with({ status: 'declined', q: 'Müller & Söhne 50%', service: 's1', sort: 'changed' })
    const read = query(written)
    expect(read).toMatchObject({ status: 'DECLINED', words: 'Müller & Söhne 50%', serviceId: 's1', sort: 'changed' })
    expect(read.with({})).toBe(written)
  })

  test('another filter starts at the first page, and opens no form', () => {
    expect(query('q=roof&after=c9&act=approve').with({ sort: 'oldest' })).toBe('?q=roof&sort=oldest')
    expect(query('before=c9').with({ q: 'x' })).toBe('?q=x')
  })

  test('an emptied filter leaves the address', () => {
    expect(query('q=roof&service=s1').with({ q: '', service: null })).toBe('')
  })

  test('going to a request keeps the page of the list', () => {
    expect(query('q=roof&after=c9&act=decline').same()).toBe('?q=roof&after=c9')
    expect(query('after=c9').same('approve')).toBe('?after=c9&act=approve')
  })

  test('the usual tab needs no word, and which one it is differs', () => {
    expect(query('status=approved').withStatus('PENDING')).toBe('')
    expect(query('').withStatus('ALL')).toBe('?status=all')
    expect(query('', 'ALL').withStatus('PENDING')).toBe('?status=pending')
  })
})
