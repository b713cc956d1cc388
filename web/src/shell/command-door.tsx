import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { isStaff, useViewer } from '../api/viewer.tsx'
import { useWords } from '../i18n/language.tsx'
import { setPreferences } from '../preferences/preferences.ts'
import { IconButton } from '../ui/button.tsx'
import { type Command, useCommands } from '../ui/commands.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

function useWaysAround(): Command[] {
  const { nav, notifications, settings, triage, preferences } = useWords()
  const [, navigate] = useLocation()
  const go = (href: string) => () => navigate(href)
  const staff = isStaff(useViewer())
  const places: Command[] = staff
    ? [
        { id: 'calendar', label: nav.calendar, icon: 'calendar', shortcut: 'c', run: go('/schedule') },
        { id: 'requests', label: nav.appointmentRequests, icon: 'inbox', shortcut: 'r', run: go('/schedule/requests') },
        { id: 'new', label: nav.newRequest, icon: 'plus', shortcut: 'n', run: go('/schedule/new') },
        { id: 'services', label: settings.sections.services, icon: 'list', run: go('/settings/services') },
        { id: 'technicians', label: settings.sections.technicians, icon: 'users', run: go('/settings/technicians') },
        { id: 'time-off', label: settings.sections.timeOff, icon: 'clock', run: go('/settings/time-off') },
        { id: 'rules', label: settings.sections.rules, icon: 'settings', run: go('/settings/rules') },
        { id: 'replies', label: settings.sections.replies, icon: 'note', run: go('/settings/replies') },
        { id: 'check', label: settings.sections.check, icon: 'help', run: go('/settings/check') },
      ]
    : [
        { id: 'requests', label: nav.myRequests, icon: 'list', run: go('/portal') },
        { id: 'new', label: nav.newRequest, icon: 'plus', run: go('/portal/new') },
      ]
  return [
    ...places,
    { id: 'notifications', label: notifications.title, icon: 'bell', run: go('/notifications') },
    {
      id: 'light',
      label: triage.palette.theme(preferences.themes.light),
      icon: 'sun',
      run: () => setPreferences({ theme: 'light' }),
    },
    {
      id: 'dark',
      label: triage.palette.theme(preferences.themes.dark),
      icon: 'moon',
      run: () => setPreferences({ theme: 'dark' }),
    },
  ]
}

/** Opens the palette by Ctrl or Cmd and K, wherever one is, and by its button. */
export function CommandDoor() {
  const { palette: words } = useWords().triage
  const [isOpen, setOpen] = useState(false)
  useCommands(useWaysAround())
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    globalThis.addEventListener('keydown', onKey, { capture: true })
    return () => globalThis.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  return (
    <>
      <IconButton icon="search" label={words.open} aria-keyshortcuts="Control+K Meta+K" onPress={() => setOpen(true)} />
      <Suspense>{isOpen && <Palette onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
