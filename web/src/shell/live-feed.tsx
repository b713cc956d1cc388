import { useSubscription } from 'urql'
import { noteRevision } from '../api/client.ts'
import { announce } from '../api/events.ts'
import { NotificationReceivedDocument, RequestChangedDocument } from '../gql/shell.ts'
import { showToast } from '../ui/toasts.ts'
import { useViewer, isStaff } from '../api/viewer.tsx'

/**
 * The page's standing subscriptions. `afterRevision` starts empty (from now on); after a lost connection the client
 * fills in the last revision seen here, and the server sends what was missed first.
 */
export function LiveFeed() {
  const staff = isStaff(useViewer())
  useSubscription(
    { query: RequestChangedDocument, variables: { afterRevision: null } },
    (_, { appointmentRequestChanged: event }) => {
      noteRevision(event.revision)
      announce(event)
      return { appointmentRequestChanged: event }
    },
  )
  useSubscription({ query: NotificationReceivedDocument }, (_, data) => {
    // Staff have the live queue in front of them; a client learns of a decision by this.
    if (!staff) showToast({ text: data.notificationReceived.title })
    return data
  })
  return null
}
