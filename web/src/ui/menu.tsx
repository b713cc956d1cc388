import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { IconName } from './icon.tsx'
import { useIdle } from './idle.ts'

export interface MenuEntry {
  id: string
  label: string
  icon?: IconName
  href?: string
  shortcut?: string
  onAction?: () => void
}

export interface MenuProps {
  label: string
  heading?: ReactNode
  entries: MenuEntry[]
  /** What stands on the button. */
  children: ReactNode
  className: string
  buttonLabel?: string
}

const load = () => import('./menu-popover.tsx')
const MenuPopover = lazy(async () => ({ default: (await load()).MenuPopover }))

/** A button with a menu; the menu itself is fetched while the page is idle, so that no page waits for it. */
export function Menu({ label, heading, entries, children, className, buttonLabel }: MenuProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  useIdle(load)
  return (
    <>
      <Button
        ref={trigger}
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(buttonLabel ? { 'aria-label': buttonLabel } : {})}
        onPress={() => setOpen(!isOpen)}
      >
        {children}
      </Button>
      <Suspense>
        {isOpen && (
          <MenuPopover
            label={label}
            heading={heading}
            entries={entries}
            trigger={trigger}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
