import type { triage as english } from '../en/triage.ts'

export const triage: typeof english = {
  undo: {
    undo: 'Rückgängig',
    sendNow: 'Sofort senden',
    look: 'Ansehen',
    undone: (client) => `Zurückgenommen. ${client} hat nichts erfahren, und Ihre Eingaben sind noch da.`,
    waiting: 'Das haben Sie entschieden. Es wird gesendet.',
  },
  approve: {
    held: (client) => `${client} wird bestätigt.`,
    failed: (client, why) => `Nicht bestätigt: ${client}. ${why}`,
  },
  decline: {
    held: (client) => `${client} wird abgelehnt.`,
    failed: (client, why) => `Nicht abgelehnt: ${client}. ${why}`,
  },
}
