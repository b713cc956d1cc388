import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'
import { type Ground, Slotline } from './slotline.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    ground: Ground
    url: string
    mails: string
  }
}

const lender = join(import.meta.dirname, '../../tests/Journeys.Host/bin/Debug/net10.0/Slotline.Journeys.Host.dll')

/** PostgreSQL, Redis and one server for all journeys. */
export default async function setup(project: TestProject) {
  const host = spawn('dotnet', [lender], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await Promise.race([
    once(createInterface(host.stdout), 'line'),
    once(host, 'exit').then(() => ['']),
  ])) as [string]
  if (!line) throw new Error('No PostgreSQL or Redis could be had; build tests/Journeys.Host first, and see above.')
  const folder = mkdtempSync(join(tmpdir(), 'slotline-journeys-'))
  const ground: Ground = { ...(JSON.parse(line) as { database: string; redis: string }), folder }
  const slotline = await Slotline.start('first', ground)
  project.provide('ground', ground)
  project.provide('url', slotline.url)
  project.provide('mails', slotline.mails)
  return async () => {
    await slotline.stop()
    host.stdin.end()
    await once(host, 'exit')
    rmSync(folder, { recursive: true })
  }
}
