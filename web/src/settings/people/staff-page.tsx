import { useState } from 'react'
import { useQuery } from 'urql'
import { useAct } from '../../api/act.ts'
import {
  ResendInvitationDocument,
  StaffListDocument,
  type StaffPersonFragment,
  UpdateStaffMemberDocument,
} from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { showToast } from '../../ui/toasts.ts'
import './people.css'
import { personFields } from './edit-person-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonLine } from './person-line.tsx'

const staffRoles = ['ADMIN', 'DISPATCHER', 'TECHNICIAN'] as const

export function StaffPage() {
  const { people: words } = useWords()
  const [after, setAfter] = useState<string | null>(null)
  const [isInviting, setIsInviting] = useState(false)
  const [{ data, error }, retry] = useQuery({ query: StaffListDocument, variables: { after } })
  const again = () => retry({ requestPolicy: 'network-only' })
  const ends = data?.staffMembers.pageInfo
  return (
    <>
      <header className="page__head">
        <div>
          <h1>{words.staff}</h1>
          <p className="page__lead">{words.staffLead}</p>
        </div>
        <Button kind="primary" icon="plus" onPress={() => setIsInviting(true)}>
          {words.invite}
        </Button>
      </header>
      {!data && (error ? <ErrorState error={error} onRetry={again} /> : <Skeleton rows={4} height="4.5rem" />)}
      {data && (
        <ul className="card card--flush people__list">
          {data.staffMembers.nodes.map((person) => (
            <StaffLine key={person.id} person={person} />
          ))}
        </ul>
      )}
      <MoreButtons ends={ends} isFirst={!after} onPage={setAfter} />
      {isInviting && <InviteDialog onInvited={again} onClose={() => setIsInviting(false)} />}
    </>
  )
}

function StaffLine({ person }: { person: StaffPersonFragment }) {
  const { people: words } = useWords()
  const update = useAct(UpdateStaffMemberDocument, personFields)
  const resend = useAct(ResendInvitationDocument)

  const invite = async () => {
    if (await resend.run({ input: { staffMemberId: person.id } })) showToast({ text: words.invited })
  }

  return (
    <PersonLine
      person={person}
      detail={person.email}
      roles={[...staffRoles]}
      problem={resend.refused?.text ?? null}
      update={update}
      onEdit={async (changes) => !!(await update.run({ input: { id: person.id, ...changes } }))}
      onRole={(role) => void update.run({ input: { id: person.id, role } })}
      onActive={(isActive) => void update.run({ input: { id: person.id, isActive } })}
      invitation={
        <Button size="small" isPending={resend.isRunning} onPress={() => void invite()}>
          {words.inviteAgain}
        </Button>
      }
    />
  )
}

interface MoreButtonsProps {
  ends: { hasNextPage: boolean; endCursor?: string | null } | undefined
  isFirst: boolean
  onPage: (after: string | null) => void
}

/** Through a list that is longer than a page; back leads to its beginning. */
export function MoreButtons({ ends, isFirst, onPage }: MoreButtonsProps) {
  const words = useWords()
  if (isFirst && !ends?.hasNextPage) return null
  return (
    <div className="form__actions">
      {!isFirst && <Button onPress={() => onPage(null)}>{words.back}</Button>}
      {ends?.hasNextPage && <Button onPress={() => onPage(ends.endCursor ?? null)}>{words.next}</Button>}
    </div>
  )
}
