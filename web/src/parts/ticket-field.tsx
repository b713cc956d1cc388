import { useState } from 'react'
import { useQuery } from 'urql'
import { TicketChoicesDocument } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { Finder } from '../ui/finder.tsx'
import type { Choice } from '../ui/select.tsx'
import { useSettled } from '../ui/settled.ts'

export interface TicketFieldProps {
  /** Only tickets of this client; null: whatever the viewer may see. */
  clientId: string | null
  ticket: { id: string; number: string; title: string } | null
  onChange: (ticketId: string | null) => void
}

const nameOf = (ticket: { number: string; title: string }) => `${ticket.number} ${ticket.title}`

/** Finds tickets by number or title. */
export function TicketField({ clientId, ticket, onChange }: TicketFieldProps) {
  const words = useWords()
  const { approve, ticket: states } = words.requests
  const [chosen, setChosen] = useState<Choice | null>(ticket && { id: ticket.id, label: nameOf(ticket) })
  const [text, setText] = useState('')
  const search = useSettled(text, 200).trim()
  const [{ data }] = useQuery({ query: TicketChoicesDocument, variables: { clientId, search: search || null } })
  return (
    <Finder
      label={approve.ticket}
      optional={words.optional}
      placeholder={approve.ticketSearch}
      empty={approve.ticketNone}
      choices={(data?.tickets.nodes ?? []).map((one) => ({
        id: one.id,
        label: nameOf(one),
        detail: one.isOpen ? states.open : states.closed,
      }))}
      chosen={chosen}
      onChoose={(choice) => {
        setChosen(choice)
        onChange(choice?.id ?? null)
      }}
      text={text}
      onText={setText}
    />
  )
}
