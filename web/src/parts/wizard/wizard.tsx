import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { ServiceChoiceFragment } from '../../gql/booking.ts'
import { useWords } from '../../i18n/language.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { Sent, type SentRequest, ToConfirm } from './sent.tsx'
import { useIdle } from '../../ui/idle.ts'
import { ServiceStep } from './service-step.tsx'
import { type Step, steps, useWizard, type WizardState } from './wizard-state.ts'
import './wizard.css'

const loadTime = () => import('./time-step.tsx')
const loadDetails = () => import('./details-step.tsx')
const TimeStep = lazy(async () => ({ default: (await loadTime()).TimeStep }))
const DetailsStep = lazy(async () => ({ default: (await loadDetails()).DetailsStep }))

export type Asker = 'contact' | 'staff' | 'visitor'

export interface WizardProps {
  services: ServiceChoiceFragment[]
  asker: Asker
  host: { name: string; timeZone: string }
  /** Where the request can be seen afterwards; a visitor gets that link by mail. */
  hrefOf?: (reference: string) => string
  /** What those need to know first who see this page for the first time. */
  lead?: string
}

export function RequestWizard({ services, asker, host, hrefOf, lead }: WizardProps) {
  const { booking: words } = useWords()
  const wizard = useWizard(services)
  useIdle(loadTime)
  useIdle(loadDetails)
  const [sent, setSent] = useState<SentRequest | 'to confirm' | null>(null)
  if (sent) {
    const again = () => {
      setSent(null)
      wizard.restart()
    }
    if (sent === 'to confirm') return <ToConfirm onAgain={again} />
    const service = wizard.service?.name ?? ''
    const href = hrefOf?.(sent.reference) ?? null
    return <Sent request={sent} service={service} asker={asker} href={href} onAgain={again} />
  }
  if (services.length === 0) {
    return (
      <EmptyState icon="calendar" title={words.noServices}>
        <p>{words.noServicesText}</p>
      </EmptyState>
    )
  }
  const { step } = wizard
  return (
    <div className="wizard">
      {lead && services.some((service) => !service.autoApprove) && <p className="soft">{lead}</p>}
      <StepBar wizard={wizard} />
      <StepPlace key={step}>
        <Suspense fallback={<Skeleton rows={5} />}>
          {step === 'service' && <ServiceStep services={services} wizard={wizard} />}
          {step === 'time' && <TimeStep wizard={wizard} host={host} />}
          {step === 'details' && <DetailsStep wizard={wizard} asker={asker} host={host} onSent={setSent} />}
        </Suspense>
      </StepPlace>
    </div>
  )
}

const whatToForget: Record<Step, Record<string, null>> = {
  service: { service: null, length: null, with: null, start: null, step: null },
  time: { step: null },
  details: {},
}

function StepBar({ wizard }: { wizard: WizardState }) {
  const { booking: words } = useWords()
  const at = steps.indexOf(wizard.step)
  return (
    <ol className="step-bar" aria-label={words.stepOf(at + 1, steps.length)}>
      {steps.map((step, index) => (
        <li
          key={step}
          className="step-bar__step"
          aria-current={index === at ? 'step' : undefined}
          data-done={index < at || undefined}
        >
          {index < at ? (
            <button type="button" onClick={() => wizard.go(whatToForget[step])}>
              {words.steps[step]}
            </button>
          ) : (
            <span>{words.steps[step]}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A new step is a new page to those who cannot see it: the focus moves to its beginning. */
function StepPlace({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement !== document.body) place.current?.focus({ preventScroll: true })
    globalThis.scrollTo({ top: 0 })
  }, [])
  return (
    <div ref={place} tabIndex={-1} className="wizard__step">
      {children}
    </div>
  )
}
