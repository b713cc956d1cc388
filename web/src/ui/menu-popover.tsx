import type { ReactNode, RefObject } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from './icon.tsx'
import type { MenuEntry } from './menu.tsx'
import './styles/list.css'

export interface MenuPopoverProps {
  label: string
  heading?: ReactNode
  entries: MenuEntry[]
  trigger: RefObject<HTMLElement | null>
  onClose: () => void
}

export function MenuPopover({ label, heading, entries, trigger, onClose }: MenuPopoverProps) {
  return (
    <Popover
      className="popover"
      placement="bottom end"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        <MenuSection>
          {heading && <Header className="menu__heading">{heading}</Header>}
          {entries.map(({ id, label, icon, href, shortcut, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={label}
              className="choice choice--icon"
              {...(href ? { href } : {})}
              {...(onAction ? { onAction } : {})}
            >
              {icon ? <Icon name={icon} /> : <span />}
              <span>{label}</span>
              {shortcut && <kbd className="faint">{shortcut}</kbd>}
            </MenuItem>
          ))}
        </MenuSection>
      </AriaMenu>
    </Popover>
  )
}
