import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { composeRenderProps } from 'react-aria-components/composeRenderProps'
import { Icon, type IconName } from './icon.tsx'
import './styles/button.css'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

export interface ButtonProps extends AriaButtonProps {
  kind?: ButtonKind
  size?: 'small' | 'normal' | 'large'
  icon?: IconName
  /** The key that does the same, shown as a hint. */
  shortcut?: string | undefined
}

export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  shortcut,
  children,
  className,
  ...rest
}: ButtonProps) {
  const classes = ['button', `button--${kind}`, `button--${size}`, className].filter(Boolean).join(' ')
  return (
    <AriaButton {...rest} className={classes}>
      {composeRenderProps(children, (content: ReactNode, { isPending }) => (
        <>
          {isPending ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
          {content}
          {shortcut && <kbd className="button__key">{shortcut}</kbd>}
        </>
      ))}
    </AriaButton>
  )
}

export interface IconButtonProps extends AriaButtonProps {
  icon: IconName
  label: string
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={`icon-button ${typeof className === 'string' ? className : ''}`}
    >
      <Icon name={icon} />
    </AriaButton>
  )
}
