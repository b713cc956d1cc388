import { useState } from 'react'
import { useQuery } from 'urql'
import { useAct } from '../../api/act.ts'
import {
  ContactListDocument,
  type ContactListQuery,
  InviteContactDocument,
  UpdateContactDocument,
} from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/feedback.tsx'
import { SearchField } from '../../ui/field.tsx'
import { useSettled } from '../../ui/settled.ts'
import { showToast } from '../../ui/toasts.ts'
import './people.css'
import { personFields } from './edit-person-dialog.tsx'
import { PersonLine } from './person-line.tsx'
import { MoreButtons } from './staff-page.tsx'

export function ContactsPage() {
  const { people: words } = useWords()
  const [typed, setTyped] = useState('')
  const [after, setAfter] = useState<string | null>(null)
  const search = useSettled(typed.trim(), 250)
  const [{ data, error }, retry] = useQuery({
    query: ContactListDocument,
    variables: { search: search || null, after },
  })
  const contacts = data?.contacts
  return (
    <>
      <header className="page__head">
        <div>
          <h1>{words.contacts}</h1>
          <p className="page__lead">{words.contactsLead}</p>
        </div>
        <SearchField
          label={words.search}
          value={typed}
          onChange={(text) => {
            setTyped(text)
            setAfter(null)
          }}
        />
      </header>
      {!contacts &&
        (error ? (
          <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton rows={4} height="4.5rem" />
        ))}
      {contacts?.nodes.length === 0 && <EmptyState icon="users" title={words.nobody} />}
      {contacts && contacts.nodes.length > 0 && (
        <ul className="card card--flush people__list">
          {contacts.nodes.map((person) => (
            <ContactLine key={person.id} person={person} />
          ))}
        </ul>
      )}
      <MoreButtons ends={contacts?.pageInfo} isFirst={!after} onPage={setAfter} />
    </>
  )
}

function ContactLine({ person }: { person: ContactListQuery['contacts']['nodes'][number] }) {
  const { people: words } = useWords()
  const update = useAct(UpdateContactDocument, personFields)
  const invite = useAct(InviteContactDocument)

  const send = async () => {
    if (await invite.run({ input: { contactId: person.id } })) showToast({ text: words.invited })
  }

  return (
    <PersonLine
      person={person}
      detail={`${person.client.name} · ${person.email}`}
      roles={['CLIENT_ADMIN', 'CLIENT_MEMBER']}
      problem={invite.refused?.text ?? null}
      update={update}
      onEdit={async (changes) => !!(await update.run({ input: { id: person.id, ...changes } }))}
      onRole={(role) => void update.run({ input: { id: person.id, role } })}
      onActive={(isActive) => void update.run({ input: { id: person.id, isActive } })}
      invitation={
        <Button size="small" isPending={invite.isRunning} onPress={() => void send()}>
          {person.access === 'INVITED' ? words.inviteAgain : words.inviteContact}
        </Button>
      }
    />
  )
}
