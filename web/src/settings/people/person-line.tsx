import { type ReactNode, useState } from 'react'
import type { Refused } from '../../api/act.ts'
import type { ContactPersonFragment, StaffPersonFragment } from '../../gql/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/feedback.tsx'
import { SelectField } from '../../ui/select.tsx'
import { EditPersonDialog, type PersonChanges } from './edit-person-dialog.tsx'

export type Person = StaffPersonFragment | ContactPersonFragment

interface PersonLineProps {
  person: Person
  detail: string
  roles: Person['role'][]
  /** Says why the last invitation was refused. */
  problem: string | null
  /** How the last change of them went. */
  update: { isRunning: boolean; refused: Refused | null; reset: () => void }
  /** Answers whether it was done. */
  onEdit: (changes: PersonChanges) => Promise<boolean>
  onRole: (role: Person['role']) => void
  onActive: (isActive: boolean) => void
  /** The button that invites, where somebody has no password yet. */
  invitation: ReactNode
}

/** One of the staff or a contact, with what an administrator can do about them. */
export function PersonLine(props: PersonLineProps) {
  const { person, detail, roles, update, onEdit, onRole, onActive, invitation } = props
  const words = useWords()
  const { people } = words
  const [isAsking, setIsAsking] = useState(false)
  const [isEditing, setIsEditing] = useState(false)
  const problem = props.problem ?? (isEditing ? null : (update.refused?.text ?? null))
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
        <Button size="small" aria-label={people.editTitle(person.name)} onPress={() => setIsEditing(true)}>
          {words.edit}
        </Button>
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
      {isEditing && (
        <EditPersonDialog
          person={person}
          isRunning={update.isRunning}
          refused={update.refused}
          onSave={onEdit}
          onClose={() => {
            update.reset()
            setIsEditing(false)
          }}
        />
      )}
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
