import { useState } from 'react'
import { useQuery } from 'urql'
import { TicketChoicesDocument } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { type Choice, ComboField } from '../ui/select.tsx'
import { useSettled } from '../ui/settled.ts'

export interface TicketFieldProps {
  clientId: string | null
  ticket: { id: string; number: string; title: string } | null
  onChange: (ticketId: string | null) => void
}

const nameOf = (one: { number: string; title: string }) => `${one.number} ${one.title}`

/** Finds tickets by number or title, those of the request's client only: others could not be linked anyway. */
export function TicketField({ clientId, ticket, onChange }: TicketFieldProps) {
  const words = useWords()
  const { approve, ticket: states } = words.requests
  const [text, setText] = useState(ticket ? nameOf(ticket) : '')
  const [chosen, setChosen] = useState<string | null>(ticket?.id ?? null)
  const settled = useSettled(text, 200)
  const isChosenText = chosen !== null && ticket !== null && settled === nameOf(ticket)
  const [{ data }] = useQuery({
    query: TicketChoicesDocument,
    variables: { clientId, search: isChosenText ? null : settled.trim() || null },
  })
  const found: Choice[] = (data?.tickets.nodes ?? []).map((one) => ({
    id: one.id,
    label: nameOf(one),
    detail: one.isOpen ? states.open : states.closed,
  }))
  const isMissing = ticket && chosen === ticket.id && !found.some(({ id }) => id === ticket.id)
  const choices = isMissing ? [{ id: ticket.id, label: nameOf(ticket) }, ...found] : found

  return (
    <ComboField
      label={approve.ticket}
      optional={words.optional}
      placeholder={approve.ticketSearch}
      empty={approve.ticketNone}
      choices={choices}
      isFilteredByServer
      value={chosen}
      inputValue={text}
      onInputChange={(next) => {
        setText(next)
        if (next === '') {
          setChosen(null)
          onChange(null)
        }
      }}
      onChange={(id) => {
        setChosen(id)
        onChange(id)
        const choice = choices.find((one) => one.id === id)
        if (choice) setText(choice.label)
      }}
    />
  )
}
