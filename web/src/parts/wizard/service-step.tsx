import type { ServiceChoiceFragment } from '../../gql/booking.ts'
import { useLocale, useWords } from '../../i18n/language.tsx'
import { formatMinutes } from '../../time/format.ts'
import { Icon } from '../../ui/icon.tsx'
import type { WizardState } from './wizard-state.ts'

export function ServiceStep({ services, wizard }: { services: ServiceChoiceFragment[]; wizard: WizardState }) {
  const { booking: words } = useWords()
  return (
    <>
      <h2>{words.chooseService}</h2>
      <ul className="services">
        {services.map((service) => (
          <ServiceCard
            key={service.id}
            service={service}
            onChoose={() => wizard.go({ service: service.id, length: null, start: null, step: null })}
          />
        ))}
      </ul>
    </>
  )
}

function ServiceCard({ service, onChoose }: { service: ServiceChoiceFragment; onChoose: () => void }) {
  const { booking: words } = useWords()
  const locale = useLocale()
  const lengths = new Intl.ListFormat(locale, { type: 'disjunction' }).format(
    service.durationsMinutes.map((minutes) => formatMinutes(minutes, locale)),
  )
  return (
    <li>
      <button type="button" className="service" onClick={onChoose}>
        <span className="service__name">{service.name}</span>
        {service.description && <span className="service__text">{service.description}</span>}
        <span className="service__facts">
          <span>
            <Icon name="clock" size={15} /> {lengths}
          </span>
          <span>
            <Icon name={service.autoApprove ? 'check' : 'mail'} size={15} />{' '}
            {service.autoApprove ? words.instant : words.byRequest}
          </span>
        </span>
      </button>
    </li>
  )
}
