import { useEffect, useState } from 'react'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { SlotsDocument } from '../gql/booking.ts'
import { SettingsServicesDocument, type TechnicianSettingsFragment } from '../gql/settings.ts'
import { useLocale, useWords } from '../i18n/language.tsx'
import { formatDate, formatMinutes, formatTime, zoneLong } from '../time/format.ts'
import { addDays, nextClockChange, startOfDay, today } from '../time/walltime.ts'
import { useTimeStyle } from '../time/zone.tsx'
import { ErrorState, Skeleton } from '../ui/feedback.tsx'
import { SelectField } from '../ui/select.tsx'

const daysShown = 7

/** What clients are offered of this technician in the coming week, by the saved hours and all the rules. */
export function HoursPreview({ technician }: { technician: TechnicianSettingsFragment }) {
  const { preview: words } = useWords().triage
  const { timeZone: zone, services, weeklyHours } = technician
  const [chosen, setChosen] = useState(services[0]?.id ?? null)
  const serviceId = services.some(({ id }) => id === chosen) ? chosen : (services[0]?.id ?? null)
  const [{ data: all }] = useQuery({ query: SettingsServicesDocument })
  const from = today(zone)
  const style = useTimeStyle(zone)
  const [{ data, error, stale, fetching }, ask] = useQuery({
    query: SlotsDocument,
    variables: {
      input: {
        serviceId: serviceId ?? '',
        technicianId: technician.id,
        from,
        to: addDays(from, daysShown - 1),
        timeZone: zone,
      },
    },
    pause: serviceId === null,
  })
  useEffect(() => {
    if (serviceId) ask({ requestPolicy: 'network-only' })
  }, [ask, serviceId, weeklyHours])
  const named = all?.services.nodes.filter((service) => services.some(({ id }) => id === service.id)) ?? []
  return (
    <section className="card form" aria-label={words.title} aria-busy={fetching || stale}>
      <div>
        <h2>{words.title}</h2>
        <p className="soft">{words.lead(zoneLong(startOfDay(from, zone), style))}</p>
        <ClockChange zone={zone} />
      </div>
      {serviceId === null ? (
        <p className="faint">{words.noService}</p>
      ) : (
        <>
          <SelectField
            label={words.service}
            choices={named.map(({ id, name }) => ({ id, label: name }))}
            value={serviceId}
            onChange={setChosen}
          />
          {data ? (
            <DaysOffered days={data.slots.days} zone={zone} />
          ) : error ? (
            <ErrorState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />
          ) : (
            <Skeleton rows={3} />
          )}
          <p>
            <Link href={`/settings/check?service=${encodeURIComponent(serviceId)}`}>{words.why}</Link>
          </p>
        </>
      )}
    </section>
  )
}

function DaysOffered({ days, zone }: { days: { date: string; slots: { startsAt: string }[] }[]; zone: string }) {
  const { preview: words } = useWords().triage
  const locale = useLocale()
  const style = useTimeStyle(zone)
  return (
    <table className="preview">
      <tbody>
        {days.map(({ date, slots }) => (
          <tr key={date}>
            <th scope="row">{formatDate(date, locale, { weekday: 'short', day: 'numeric', month: 'short' })}</th>
            <td>
              {slots.length === 0 && <span className="faint">{words.none}</span>}
              <ul className="preview__times">
                {slots.map(({ startsAt }) => (
                  <li key={startsAt}>{formatTime(startsAt, style)}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** When the clocks change next, since that is when hours on the clock surprise. */
function ClockChange({ zone }: { zone: string }) {
  const { preview: words } = useWords().triage
  const locale = useLocale()
  const change = nextClockChange(zone)
  if (!change) return null
  const day = formatDate(change.date, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const amount = formatMinutes(Math.abs(change.minutes), locale)
  return <p className="faint small">{change.minutes > 0 ? words.forward(day, amount) : words.back(day, amount)}</p>
}
