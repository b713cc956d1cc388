import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Header } from 'react-aria-components/Header'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from './icon.tsx'
import './styles/list.css'

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
  trigger: ReactNode
}

export function Menu({ label, heading, entries, trigger }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
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
    </MenuTrigger>
  )
}
