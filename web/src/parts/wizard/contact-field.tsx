import { useState } from 'react'
import { useQuery } from 'urql'
import { ClientChoicesDocument } from '../../gql/booking.ts'
import { useWords } from '../../i18n/language.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { Finder } from '../../ui/finder.tsx'
import { type Choice, SelectField } from '../../ui/select.tsx'
import { useSettled } from '../../ui/settled.ts'

export interface ContactFieldProps {
  value: string | null
  onChange: (contactId: string | null) => void
  isMissing: boolean
}

interface ChosenClient extends Choice {
  contacts: Choice[]
}

/** First the client, then who of them: staff ask on somebody's behalf. */
export function ContactField({ value, onChange, isMissing }: ContactFieldProps) {
  const { booking: words } = useWords()
  const [text, setText] = useState('')
  const [client, setClient] = useState<ChosenClient | null>(null)
  const search = useSettled(text, 200).trim()
  const [{ data }] = useQuery({ query: ClientChoicesDocument, variables: { search: search || null } })
  const found: ChosenClient[] = (data?.clients.nodes ?? []).map(({ id, name, contacts }) => ({
    id,
    label: name,
    contacts: contacts.nodes.map((contact) => ({ id: contact.id, label: contact.name, detail: contact.email })),
  }))
  return (
    <fieldset className="form">
      {isMissing && <Alert kind="problem">{words.contactRequired}</Alert>}
      <Finder
        label={words.client}
        placeholder={words.clientSearch}
        empty={words.clientNone}
        choices={found}
        chosen={client}
        onChoose={(choice) => {
          const next = found.find((one) => one.id === choice?.id) ?? null
          setClient(next)
          onChange(next?.contacts.length === 1 ? (next.contacts[0]?.id ?? null) : null)
        }}
        text={text}
        onText={setText}
      />
      {client && (
        <SelectField
          label={words.contact}
          hint={words.contactHint}
          choices={client.contacts}
          value={value}
          onChange={onChange}
        />
      )}
    </fieldset>
  )
}
