import { createHash } from 'node:crypto'
import { createRequest, formatDocument, stringifyDocument, type TypedDocumentNode } from '@urql/core'
import type { Plugin } from 'vite'
import * as booking from './src/gql/booking.ts'
import * as decisions from './src/gql/decisions.ts'
import * as people from './src/gql/people.ts'
import * as presence from './src/gql/presence.ts'
import * as requests from './src/gql/requests.ts'
import * as schedule from './src/gql/schedule.ts'
import * as settings from './src/gql/settings.ts'
import * as shell from './src/gql/shell.ts'

const areas = [booking, decisions, people, presence, requests, schedule, settings, shell]

/** Every operation of the screens by its id, in the very text that the client sends. */
export function persistedDocuments(): Record<string, string> {
  const documents = areas.flatMap((area) => Object.values(area) as TypedDocumentNode[])
  const texts = documents
    // Fragments have documents of their own, which nobody sends.
    .filter(({ definitions }) => definitions.some(({ kind }) => kind === 'OperationDefinition'))
    // The cache asks for the type's name wherever there are fields.
    .map((document) => stringifyDocument(formatDocument(createRequest(document, {}).query) as TypedDocumentNode))
  return Object.fromEntries(texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]))
}

/** Writes them beside the screens, for the server, which can be set to take no others. */
export function persisted(): Plugin {
  return {
    name: 'slotline-persisted-documents',
    apply: 'build',
    generateBundle() {
      const source = JSON.stringify(persistedDocuments(), null, 1)
      this.emitFile({ type: 'asset', fileName: 'persisted-documents.json', source })
    },
  }
}
