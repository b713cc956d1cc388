export const triage = {
  undo: {
    undo: 'Undo',
    sendNow: 'Send now',
    look: 'Look at it',
    undone: (client: string) => `Taken back. ${client} was told nothing, and what you entered is kept.`,
    waiting: 'You have decided this. It is being sent.',
  },
  approve: {
    held: (client: string) => `Approving ${client}.`,
    failed: (client: string, why: string) => `Not approved: ${client}. ${why}`,
  },
  decline: {
    held: (client: string) => `Declining ${client}.`,
    failed: (client: string, why: string) => `Not declined: ${client}. ${why}`,
  },
  presence: {
    VIEWING: (name: string) => `${name} is looking at this.`,
    EDITING: (name: string) => `${name} is deciding on this.`,
  },
  replies: {
    insert: 'Saved reply',
    choose: 'Insert a saved reply…',
    lead: 'Reasons that you give again and again. Whoever declines a request can insert one and change it.',
    title: 'Name',
    text: 'Text',
    textHint: 'The client reads this.',
    add: 'Add a reply',
    remove: (title: string) => (title ? `Remove: ${title}` : 'Remove'),
    up: (title: string) => (title ? `Move up: ${title}` : 'Move up'),
    nth: (place: number) => `Reply ${place}`,
    none: 'No saved replies yet',
    noneText: 'Add one, and it is offered to everybody who declines a request.',
  },
}
