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
  presence: {
    VIEWING: (name) => `${name} sieht sich das gerade an.`,
    EDITING: (name) => `${name} entscheidet das gerade.`,
  },
  replies: {
    insert: 'Textbaustein',
    choose: 'Textbaustein einfügen …',
    lead: 'Gründe, die Sie immer wieder nennen. Wer eine Anfrage ablehnt, kann einen einfügen und ändern.',
    title: 'Name',
    text: 'Text',
    textHint: 'Das liest der Kunde.',
    add: 'Textbaustein hinzufügen',
    remove: (title) => (title ? `Entfernen: ${title}` : 'Entfernen'),
    up: (title) => (title ? `Nach oben: ${title}` : 'Nach oben'),
    nth: (place) => `Textbaustein ${place}`,
    none: 'Noch keine Textbausteine',
    noneText: 'Fügen Sie einen hinzu; er wird allen angeboten, die eine Anfrage ablehnen.',
  },
}
