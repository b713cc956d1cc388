import type { FormEvent } from 'react'
import { Form } from 'react-aria-components/Form'
import type { Refused } from '../../api/act.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { Person } from './person-line.tsx'

/** What an administrator puts right about a person; only what differs is sent. */
export interface PersonChanges {
  name?: string
  email?: string
  phone?: string | null
}

/** The fields that say their own problems. */
export const personFields = ['name', 'email', 'phone']

interface EditPersonDialogProps {
  person: Person
  isRunning: boolean
  refused: Refused | null
  /** Answers whether it was done. */
  onSave: (changes: PersonChanges) => Promise<boolean>
  onClose: () => void
}

export function EditPersonDialog({ person, isRunning, refused, onSave, onClose }: EditPersonDialogProps) {
  const words = useWords()
  const { people } = words

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const changes = changesOf(person, new FormData(event.currentTarget))
    if (Object.keys(changes).length > 0) {
      if (!(await onSave(changes))) return
      showToast({ text: words.saved })
    }
    onClose()
  }

  return (
    <Dialog title={people.editTitle(person.name)} isOpen onClose={onClose}>
      <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
        <TextField name="name" label={people.name} isRequired maxLength={200} defaultValue={person.name} autoFocus />
        <TextField
          name="email"
          type="email"
          label={people.email}
          hint={people.emailHint}
          isRequired
          maxLength={254}
          defaultValue={person.email}
        />
        <TextField
          name="phone"
          type="tel"
          label={people.phone}
          optional={words.optional}
          maxLength={50}
          defaultValue={person.phone ?? ''}
        />
        <div className="form__actions form__actions--end">
          <Button kind="quiet" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" kind="primary" isPending={isRunning}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function changesOf(person: Person, form: FormData): PersonChanges {
  const typed = (field: string) => String(form.get(field)).trim()
  const [name, email, phone] = [typed('name'), typed('email'), typed('phone') || null]
  return {
    ...(name !== person.name && { name }),
    ...(email !== person.email && { email }),
    ...(phone !== person.phone && { phone }),
  }
}
