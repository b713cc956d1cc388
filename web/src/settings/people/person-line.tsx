import { type ReactNode, useState } from 'react'
import type { ContactPersonFragment, StaffPersonFragment } from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { SelectField } from '../../ui/select.tsx'

export type Person = StaffPersonFragment | ContactPersonFragment

interface PersonLineProps {
  person: Person
  detail: string
  roles: Person['role'][]
  /** Says why the last act was refused. */
  problem: string | null
  onRole: (role: Person['role']) => void
  onActive: (isActive: boolean) => void
  /** The button that invites, where somebody has no password yet. */
  invitation: ReactNode
}

/** One of the staff or a contact, with what an administrator can do about them. */
export function PersonLine({ person, detail, roles, problem, onRole, onActive, invitation }: PersonLineProps) {
  const words = useWords()
  const { people } = words
  const [isAsking, setIsAsking] = useState(false)
  return (
    <li className="people__line">
      <div className="people__who">
        <span className="people__name">{person.name}</span>
        <p className="faint small">{detail}</p>
        {problem && <Alert kind="problem">{problem}</Alert>}
      </div>
      <div className="people__acts">
        {!person.isActive && <span className="tag">{people.inactive}</span>}
        {person.isActive && person.access === 'INVITED' && <span className="tag">{people.waiting}</span>}
        {person.isActive && person.access === 'NONE' && <span className="tag">{people.noAccess}</span>}
        {person.isActive && person.access !== 'HAS_PASSWORD' && invitation}
        <SelectField
          label={people.roleOf(person.name)}
          isLabelHidden
          choices={roles.map((role) => ({ id: role, label: words.roles[role] }))}
          value={person.role}
          onChange={(role) => onRole(role as Person['role'])}
        />
        {person.isActive ? (
          <Button size="small" onPress={() => setIsAsking(true)}>
            {people.deactivate}
          </Button>
        ) : (
          <Button size="small" onPress={() => onActive(true)}>
            {people.reactivate}
          </Button>
        )}
      </div>
      {isAsking && (
        <Dialog title={people.deactivateTitle(person.name)} isOpen onClose={() => setIsAsking(false)}>
          <div className="form">
            <p>{people.deactivateText}</p>
            <div className="form__actions form__actions--end">
              <Button kind="quiet" onPress={() => setIsAsking(false)}>
                {people.keep}
              </Button>
              <Button
                kind="danger"
                onPress={() => {
                  setIsAsking(false)
                  onActive(false)
                }}
              >
                {people.deactivate}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </li>
  )
}
