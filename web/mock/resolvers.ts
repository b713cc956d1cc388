import { notifications, people } from './store.ts'
import type { Person } from './types.ts'
import { type Args, type Context, one } from './nodes.ts'
import { refuse } from './request-acts.ts'

import { presenceActs, subscriptions } from './live.ts'
import { queries } from './queries.ts'
import { requestActs } from './request-acts.ts'
import { settingsActs } from './settings-acts.ts'

export type { Context } from './nodes.ts'

const sessionActs: Record<string, (args: { input: Args }, c: Context) => unknown> = {
  signIn: ({ input }) => {
    const person = people.find((p) => p.email === input['email'])
    return person && input['password'] === 'slotline-demo-1'
      ? { token: person.id, expiresAt: null, viewer: null, errors: [] }
      : { token: null, ...refuse('INVALID_CREDENTIALS') }
  },
  signOut: () => ({ errors: [] }),
  markNotificationsRead: ({ input: i }, c) => {
    for (const n of notifications)
      if (n.for === c.person?.id && (!i['ids'] || i['ids'].includes(n.id)))
        n.readAt ??= Temporal.Now.instant().toString()
    return {
      unreadNotificationCount: notifications.filter((n) => n.for === c.person?.id && !n.readAt).length,
      errors: [],
    }
  },
}

export const root = {
  Query: queries,
  Mutation: { ...sessionActs, ...requestActs, ...settingsActs, ...presenceActs },
  Subscription: subscriptions,
}
export const personOf = (authorization: string | undefined | null): Person | null =>
  one(people, authorization?.replace('Bearer ', '')) ?? null
