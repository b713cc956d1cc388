import { useMutation, useQuery } from 'urql'
import { Link } from 'wouter'
import { tellRead, useAfterReading } from '../api/reading.ts'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { MarkNotificationsReadDocument, type NotificationLineFragment, NotificationsDocument } from '../gql/shell.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatAgo } from '../time/format.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import './styles/notifications.css'

const pictures: Record<NotificationLineFragment['kind'], IconName> = {
  REQUEST_RECEIVED: 'inbox',
  REQUEST_EDITED: 'edit',
  REQUEST_APPROVED: 'check',
  REQUEST_DECLINED: 'close',
  REQUEST_CANCELLED: 'trash',
  APPOINTMENT_ASSIGNED: 'person',
  APPOINTMENT_UNASSIGNED: 'users',
  APPOINTMENT_RESCHEDULED: 'clock',
  APPOINTMENT_REMINDER: 'bell',
  INVITATION: 'mail',
  PASSWORD_RESET: 'mail',
  PASSWORD_CHANGED: 'mail',
  ADDRESS_CHANGED: 'mail',
  CONFIRMATION_WANTED: 'mail',
}

/** Marks those named as read, or all. */
function useMarkRead() {
  const [{ fetching }, mark] = useMutation(MarkNotificationsReadDocument)
  const read = async (ids?: string[]) => {
    const { error } = await mark({ input: ids ? { ids } : {} })
    if (!error) tellRead()
  }
  return { isRunning: fetching, read }
}

export function MarkAllRead() {
  const { notifications: words } = useWords()
  const unread = useViewer().unreadNotificationCount
  const { isRunning, read } = useMarkRead()
  if (unread === 0) return null
  return (
    <Button kind="quiet" size="small" icon="check" isPending={isRunning} onPress={() => void read()}>
      {words.markAll}
    </Button>
  )
}

export interface NotificationListProps {
  first: number
  unreadOnly?: boolean
  onFollow?: () => void
  onMore?: () => void
}

export function NotificationList({ first, unreadOnly = false, onFollow, onMore }: NotificationListProps) {
  const { notifications: words } = useWords()
  const [{ data, error }, retry] = useQuery({ query: NotificationsDocument, variables: { first, unreadOnly } })
  useAfterReading(() => retry({ requestPolicy: 'network-only' }))
  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
    ) : (
      <Skeleton rows={4} />
    )
  }
  const { nodes, pageInfo } = data.notifications
  if (nodes.length === 0) {
    return (
      <EmptyState icon="bell" title={words.emptyTitle}>
        <p>{words.emptyText}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="notices">
        {nodes.map((notice) => (
          <Notice key={notice.id} notice={notice} {...(onFollow ? { onFollow } : {})} />
        ))}
      </ul>
      {onMore && pageInfo.hasNextPage && (
        <div className="notices__more">
          <Button onPress={onMore}>{words.more}</Button>
        </div>
      )}
    </>
  )
}

function Notice({ notice, onFollow }: { notice: NotificationLineFragment; onFollow?: () => void }) {
  const { notifications: words } = useWords()
  const locale = useLocale()
  const viewer = useViewer()
  const { read: mark } = useMarkRead()
  const { id, kind, title, body, createdAt, readAt, request } = notice
  const read = () => {
    if (!readAt) void mark([id])
  }
  const follow = () => {
    read()
    onFollow?.()
  }
  const area = isStaff(viewer) ? '/schedule' : '/portal'
  return (
    <li className={readAt ? 'notice' : 'notice notice--unread'}>
      <span className={`notice__picture notice__picture--${kind.toLowerCase()}`}>
        <Icon name={pictures[kind]} size={16} />
      </span>
      <div className="notice__text">
        {request ? (
          <Link href={`${area}/requests/${request.reference}`} className="notice__link" onClick={follow}>
            {title}
          </Link>
        ) : (
          <button type="button" className="notice__link" onClick={read}>
            {title}
          </button>
        )}
        <p className="notice__body">{body}</p>
        <time className="faint small" dateTime={createdAt}>
          {formatAgo(createdAt, locale)}
        </time>
      </div>
      {!readAt && <span className="visually-hidden">{words.unread}</span>}
    </li>
  )
}
