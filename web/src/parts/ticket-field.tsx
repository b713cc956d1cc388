import { useState } from 'react'
import { useQuery } from 'urql'
import { TicketChoicesDocument } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { Finder } from '../ui/finder.tsx'
import type { Choice } from '../ui/select.tsx'
import { useSettled } from '../ui/settled.ts'

export interface ChosenTicket {
  id: string
  number: string
  title: string
}

export interface TicketFieldProps {
  /** Only tickets of this client; null: whatever the viewer may see. */
  clientId: string | null
  ticket: ChosenTicket | null
  onChange: (ticketId: string | null, ticket: ChosenTicket | null) => void
}

const nameOf = (ticket: ChosenTicket) => `${ticket.number} ${ticket.title}`

/** Finds tickets by number or title. */
export function TicketField({ clientId, ticket, onChange }: TicketFieldProps) {
  const words = useWords()
  const { approve, ticket: states } = words.requests
  const [chosen, setChosen] = useState<Choice | null>(ticket && { id: ticket.id, label: nameOf(ticket) })
  const [text, setText] = useState('')
  const search = useSettled(text, 200).trim()
  const [{ data }] = useQuery({ query: TicketChoicesDocument, variables: { clientId, search: search || null } })
  const found = data?.tickets.nodes ?? []
  return (
    <Finder
      label={approve.ticket}
      optional={words.optional}
      placeholder={approve.ticketSearch}
      empty={approve.ticketNone}
      choices={found.map((one) => ({
        id: one.id,
        label: nameOf(one),
        detail: one.isOpen ? states.open : states.closed,
      }))}
      chosen={chosen}
      onChoose={(choice) => {
        setChosen(choice)
        onChange(choice?.id ?? null, found.find(({ id }) => id === choice?.id) ?? null)
      }}
      text={text}
      onText={setText}
    />
  )
}
