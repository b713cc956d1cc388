import type { AppointmentRequestStatus, AppointmentStatus } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import './styles/status.css'

export interface StatusBadgeProps {
  status: AppointmentRequestStatus
  /** Once the appointment is over, how it went says more than "approved". */
  appointmentStatus?: AppointmentStatus | undefined
}

export function StatusBadge({ status, appointmentStatus }: StatusBadgeProps) {
  const { requests: words } = useWords()
  const isOver = status === 'APPROVED' && (appointmentStatus === 'COMPLETED' || appointmentStatus === 'NO_SHOW')
  const look = isOver && appointmentStatus ? appointmentStatus : status
  const text = isOver && appointmentStatus ? words.appointmentStatus[appointmentStatus] : words.status[status]
  return <span className={`status status--${look.toLowerCase()}`}>{text}</span>
}
