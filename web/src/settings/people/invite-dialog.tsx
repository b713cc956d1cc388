import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useAct } from '../../api/act.ts'
import { InviteStaffMemberDocument, type StaffPersonFragment } from '../../gql/people.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select.tsx'
import { showToast } from '../../ui/toasts.ts'
import { languages } from './languages.ts'

type StaffRole = StaffPersonFragment['role']

export function InviteDialog({ onInvited, onClose }: { onInvited: () => void; onClose: () => void }) {
  const words = useWords()
  const { people } = words
  const { run, isRunning, refused } = useAct(InviteStaffMemberDocument, ['name', 'email'])
  const [role, setRole] = useState<StaffRole>('DISPATCHER')
  const [locale, setLocale] = useState<string>(useLanguage())

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = { name: String(form.get('name')).trim(), email: String(form.get('email')).trim(), role, locale }
    if (!(await run({ input }))) return
    showToast({ text: people.invited })
    onInvited()
    onClose()
  }

  return (
    <Dialog title={people.invite} isOpen onClose={onClose}>
      <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
        <TextField name="name" label={people.name} isRequired maxLength={200} autoFocus />
        <TextField name="email" type="email" label={people.email} isRequired maxLength={254} />
        <SelectField
          label={people.role}
          choices={(['ADMIN', 'DISPATCHER', 'TECHNICIAN'] as const).map((id) => ({ id, label: words.roles[id] }))}
          value={role}
          onChange={(id) => setRole(id as StaffRole)}
        />
        <SelectField label={people.language} choices={languages(locale)} value={locale} onChange={setLocale} />
        <div className="form__actions form__actions--end">
          <Button kind="quiet" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" kind="primary" isPending={isRunning}>
            {people.inviteSend}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
