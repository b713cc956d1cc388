// Reads a calendar from standard input with a parser that is not ours and says what it understood, as JSON.
import ICAL from 'ical.js'
import { readFileSync } from 'node:fs'

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')))
const instant = (time) => time.toJSDate().toISOString()

console.log(JSON.stringify({
  method: calendar.getFirstPropertyValue('method'),
  version: calendar.getFirstPropertyValue('version'),
  name: calendar.getFirstPropertyValue('x-wr-calname'),
  events: calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const attendees = event.attendees
    const organizer = component.getFirstProperty('organizer')
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      start: instant(event.startDate),
      end: instant(event.endDate),
      stamp: instant(component.getFirstPropertyValue('dtstamp')),
      summary: event.summary,
      description: event.description,
      organizer: organizer && `${organizer.getParameter('cn')} <${organizer.getFirstValue()}>`,
      attendees: attendees.map((attendee) => `${attendee.getParameter('cn')} <${attendee.getFirstValue()}>`),
      properties: component.getAllProperties().map((property) => property.name).sort(),
    }
  }),
}))
