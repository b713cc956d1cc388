import { useEffect, useState, type ReactNode } from 'react'
import type { CombinedError } from '@urql/core'
import { useWords } from '../i18n/language.tsx'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import './styles/feedback.css'

export interface EmptyStateProps {
  icon: IconName
  title: string
  /** There is nothing else on the page, so this is its heading. */
  isPage?: boolean
  children?: ReactNode
}

export function EmptyState({ icon, title, isPage = false, children }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className="state">
      <span className="state__picture">
        <Icon name={icon} size={26} />
      </span>
      <Title className="state__title">{title}</Title>
      {children && <div className="state__text">{children}</div>}
    </div>
  )
}

export function ErrorState({ error, onRetry }: { error: CombinedError; onRetry: () => void }) {
  const words = useWords()
  const title = error.networkError ? words.faults.OFFLINE : words.faults.FAULT
  return (
    <div className="state" role="alert">
      <span className="state__picture state__picture--problem">
        <Icon name="warning" size={26} />
      </span>
      <h2 className="state__title">{title}</h2>
      <div className="state__text">
        <Button onPress={onRetry}>{words.tryAgain}</Button>
      </div>
    </div>
  )
}

const patienceMs = 300

/** Stays invisible at first: an answer that comes quickly should not flash grey boxes. */
export function Skeleton({ rows = 6, height = '3.25rem' }: { rows?: number; height?: string }) {
  const words = useWords()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeleton" aria-busy="true">
      <span className="visually-hidden">{words.loading}</span>
      {isShown && Array.from({ length: rows }, (_, row) => <span key={row} style={{ blockSize: height }} />)}
    </div>
  )
}

export type AlertKind = 'info' | 'warning' | 'problem' | 'good'

/** Said aloud when it appears, so it must not be there from the start with changing text. */
export function Alert({ kind = 'info', title, children }: { kind?: AlertKind; title?: string; children?: ReactNode }) {
  const icon: IconName = kind === 'good' ? 'check' : kind === 'info' ? 'help' : 'warning'
  return (
    <div className={`alert alert--${kind}`} role={kind === 'info' || kind === 'good' ? 'status' : 'alert'}>
      <Icon name={icon} />
      <div className="alert__text">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
