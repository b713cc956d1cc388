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
}
