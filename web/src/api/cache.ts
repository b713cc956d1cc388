import { cacheExchange, type Cache, type CacheExchangeOpts } from '@urql/exchange-graphcache'
import { type NotificationReceivedSubscription, ViewerDocument } from '../gql/shell.ts'

const withoutIdentity = () => null

/** Values that live inside their owner and are never looked up on their own. */
const values = [
  'Viewer',
  'UserError',
  'RuleViolation',
  'Requester',
  'BookingRules',
  'ServiceBookingRules',
  'WeeklyHours',
  'TimeRange',
  'SlotSearch',
  'SlotDay',
  'Slot',
  'SlotExplanation',
  'TechnicianExplanation',
  'TechnicianCandidate',
  'FieldChange',
  'PendingCount',
  'StatusCount',
  'PageInfo',
  'Visitor',
  'SavedReply',
  'Presence',
  'PresenceList',
]

const keys: NonNullable<CacheExchangeOpts['keys']> = {
  ...Object.fromEntries(values.map((name) => [name, withoutIdentity])),
  AppointmentRequestEvent: (event) => `${event['revision'] as number}`,
}

function setUnread(cache: Cache, change: (count: number) => number) {
  cache.updateQuery({ query: ViewerDocument }, (answer) => {
    if (!answer?.viewer) return answer
    const unreadNotificationCount = Math.max(0, change(answer.viewer.unreadNotificationCount))
    return { ...answer, viewer: { ...answer.viewer, unreadNotificationCount } }
  })
}

/** Forgets every stored answer of a list, so that those on screen are asked again. */
function invalidateLists(cache: Cache, ...fields: string[]) {
  for (const field of cache.inspectFields('Query')) {
    if (fields.includes(field.fieldName)) cache.invalidate('Query', field.fieldKey)
  }
}

const refetchAfter =
  (...fields: string[]) =>
  (_result: unknown, _args: unknown, cache: Cache) =>
    invalidateLists(cache, ...fields)

export function cache() {
  return cacheExchange({
    keys,
    possibleTypes: { Actor: ['StaffMember', 'Contact', 'ApiClient', 'Visitor'] },
    updates: {
      Mutation: {
        markNotificationsRead: (result, _args, cache) => {
          const { unreadNotificationCount } = result['markNotificationsRead'] as { unreadNotificationCount: number }
          setUnread(cache, () => unreadNotificationCount)
          invalidateLists(cache, 'notifications')
        },
        createService: refetchAfter('services'),
        createTechnician: refetchAfter('technicians'),
        updateTechnician: refetchAfter('technicians', 'services'),
        updateService: refetchAfter('services', 'technicians'),
        updateOrganization: refetchAfter('services'),
        setSavedReplies: refetchAfter('savedReplies'),
        createAvailabilityException: refetchAfter('organization', 'technicians'),
        deleteAvailabilityException: refetchAfter('organization', 'technicians'),
      },
      Subscription: {
        notificationReceived: (result, _args, cache) => {
          const { notificationReceived: arrived } = result as NotificationReceivedSubscription
          setUnread(cache, (count) => (arrived.readAt ? count : count + 1))
          invalidateLists(cache, 'notifications')
        },
        appointmentRequestChanged: (result, _args, cache) => {
          const { request } = result['appointmentRequestChanged'] as { request: { id: string } }
          const entity = { __typename: 'AppointmentRequest', id: request.id }
          for (const field of cache.inspectFields(entity)) {
            if (['history', 'candidates', 'competing'].includes(field.fieldName))
              cache.invalidate(entity, field.fieldKey)
          }
        },
      },
    },
  })
}
