import { lazy, Suspense, useState } from 'react'
import { useMutation } from 'urql'
import { useLocation } from 'wouter'
import { sendAllHeld } from '../api/holding.ts'
import { endSession } from '../api/session.ts'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { SignOutDocument } from '../gql/shell.ts'
import { useWords } from '../i18n/language.tsx'
import { useCommands } from '../ui/commands.ts'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { useKeys } from '../ui/keys.ts'

const PreferencesDialog = lazy(async () => ({ default: (await import('./preferences-dialog.tsx')).PreferencesDialog }))
const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }))

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
}

type Opened = 'nothing' | 'preferences' | 'shortcuts'

export function AccountMenu() {
  const words = useWords()
  const viewer = useViewer()
  const [, navigate] = useLocation()
  const [, signOut] = useMutation(SignOutDocument)
  const [opened, setOpened] = useState<Opened>('nothing')
  const staff = isStaff(viewer)
  useKeys({ '?': staff ? () => setOpened('shortcuts') : undefined })

  const leave = async () => {
    await sendAllHeld()
    // Also when the server cannot be told: whoever signs out wants this screen empty.
    await signOut({})
    endSession()
    navigate('/sign-in')
  }
  const entries: MenuEntry[] = [
    { id: 'profile', label: words.people.profile, icon: 'person', onAction: () => navigate('/profile') },
    { id: 'preferences', label: words.nav.preferences, icon: 'settings', onAction: () => setOpened('preferences') },
    ...(staff
      ? [
          {
            id: 'shortcuts',
            label: words.nav.shortcuts,
            icon: 'keyboard',
            shortcut: '?',
            onAction: () => setOpened('shortcuts'),
          } as const,
        ]
      : []),
    { id: 'sign-out', label: words.nav.signOut, icon: 'signOut', onAction: () => void leave() },
  ]
  useCommands(
    entries.map(({ id, label, icon = 'settings', shortcut, onAction }) => ({
      id,
      label,
      icon,
      ...(shortcut ? { shortcut } : {}),
      run: () => onAction?.(),
    })),
  )
  const { name } = viewer.actor
  const close = () => setOpened('nothing')
  return (
    <>
      <Menu
        label={words.nav.account}
        heading={
          <>
            <strong className="account__name">{name}</strong>
            <br />
            {viewer.role && words.roles[viewer.role]} · {viewer.organization.name}
          </>
        }
        entries={entries}
        className="icon-button"
        buttonLabel={`${words.nav.account}: ${name}`}
      >
        <span className="avatar" aria-hidden="true">
          {initials(name)}
        </span>
      </Menu>
      <Suspense>
        {opened === 'preferences' && <PreferencesDialog onClose={close} />}
        {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  )
}
