import { useState } from 'react'
import { useQuery } from 'urql'
import { ClientChoicesDocument } from '../../gql/booking.ts'
import { useWords } from '../../i18n/language.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { ComboField, SelectField } from '../../ui/select.tsx'
import { useSettled } from '../../ui/settled.ts'

export interface ContactFieldProps {
  value: string | null
  onChange: (contactId: string | null) => void
  isMissing: boolean
}

/** First the client, then who of them: staff ask on somebody's behalf. */
export function ContactField({ value, onChange, isMissing }: ContactFieldProps) {
  const { booking: words } = useWords()
  const [text, setText] = useState('')
  const [clientId, setClient] = useState<string | null>(null)
  const settled = useSettled(text, 200)
  const [{ data }] = useQuery({ query: ClientChoicesDocument, variables: { search: clientId ? null : settled.trim() || null } })
  const clients = data?.clients.nodes ?? []
  const contacts = clients.find((client) => client.id === clientId)?.contacts.nodes ?? []
  return (
    <fieldset className="form">
      {isMissing && <Alert kind="problem">{words.contactRequired}</Alert>}
      <div className="form__row">
        <ComboField
          label={words.client}
          placeholder={words.clientSearch}
          empty={words.clientNone}
          isFilteredByServer
          choices={clients.map(({ id, name }) => ({ id, label: name }))}
          value={clientId}
          inputValue={text}
          onInputChange={(next) => {
            setText(next)
            if (next === '') setClient(null)
          }}
          onChange={(id) => {
            setClient(id)
            onChange(null)
            const client = clients.find((one) => one.id === id)
            if (client) setText(client.name)
          }}
        />
        <SelectField
          label={words.contact}
          hint={words.contactHint}
          isDisabled={contacts.length === 0}
          choices={contacts.map(({ id, name, email }) => ({ id, label: name, detail: email }))}
          value={value}
          onChange={onChange}
        />
      </div>
    </fieldset>
  )
}
