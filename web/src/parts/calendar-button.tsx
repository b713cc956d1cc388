import { useState } from 'react'
import { useClient } from 'urql'
import { sayFault } from '../api/problem.ts'
import { CalendarFileDocument, type RequestByReferenceQuery } from '../gql/requests.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { showToast } from '../ui/toasts.ts'

type Request = NonNullable<RequestByReferenceQuery['appointmentRequest']>

/** Saves the appointment as a file that calendar programs open; there is nothing to press where none is ahead. */
export function CalendarButton({ request }: { request: Request }) {
  const words = useWords()
  const client = useClient()
  const [isPending, setPending] = useState(false)
  if (request.appointment?.status !== 'SCHEDULED') return null

  const save = async () => {
    const { reference } = request
    setPending(true)
    const answer = await client
      .query(CalendarFileDocument, { reference }, { requestPolicy: 'network-only' })
      .toPromise()
    setPending(false)
    const text = answer.data?.appointmentRequest?.appointment?.calendarFile
    if (text) saveFile(`${reference}.ics`, 'text/calendar', text)
    else showToast({ kind: 'problem', text: answer.error ? sayFault(words, answer.error) : words.faults.FAULT })
  }
  return (
    <Button icon="calendar" isPending={isPending} onPress={() => void save()}>
      {words.portal.toCalendar}
    </Button>
  )
}
