// What each page makes a first visitor download: its entry, its own chunk, all they import at once, and their styles.
import { readFileSync, existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const limitKb = 200
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'))
const language = 'src/i18n/en.ts'
const shell = 'src/shell/signed-in.tsx'

const requests = [shell, 'src/schedule/requests/requests-page.tsx']
const settings = [shell, 'src/settings/settings-page.tsx']
const pages = {
  'sign-in': ['src/sign-in/sign-in-page.tsx'],
  'book/{slug}': ['src/booking/booking-page.tsx'],
  'book/{slug}, choosing a time': ['src/booking/booking-page.tsx', 'src/parts/wizard/time-step.tsx'],
  manage: ['src/booking/manage-page.tsx'],
  schedule: [shell, 'src/schedule/calendar/calendar-page.tsx'],
  'schedule/requests': requests,
  'schedule/requests/{reference}, approving': [...requests, 'src/schedule/requests/approve-form.tsx'],
  'settings/services': [...settings, 'src/settings/services-page.tsx'],
  'settings/services/{id}': [...settings, 'src/settings/service-page.tsx'],
  'settings/technicians/{id}': [...settings, 'src/settings/technician-page.tsx'],
  'settings/time-off': [...settings, 'src/settings/time-off-page.tsx'],
  'settings/rules': [...settings, 'src/settings/rules-page.tsx'],
  'settings/replies': [...settings, 'src/settings/replies-page.tsx'],
  'settings/check': [...settings, 'src/settings/check-page.tsx'],
  portal: [shell, 'src/portal/portal-page.tsx'],
  'portal/new, choosing a time': [shell, 'src/portal/new-request-page.tsx', 'src/parts/wizard/time-step.tsx'],
  notifications: [shell, 'src/parts/notifications-page.tsx'],
}

function collect(key, files) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the build's manifest.`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const imported of chunk.imports ?? []) collect(imported, files)
}

const sizes = new Map()
function sizeOf(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length)
  return sizes.get(file)
}

if (!existsSync(dist)) throw new Error('No build: run "npm run build" first.')
let isOver = false
for (const [page, keys] of Object.entries(pages)) {
  const files = new Set(['index.html', 'theme.js', 'favicon.svg'])
  for (const key of ['index.html', language, ...keys]) collect(key, files)
  const kb = [...files].reduce((sum, file) => sum + sizeOf(file), 0) / 1024
  isOver ||= kb > limitKb
  console.log(`${kb > limitKb ? 'OVER ' : 'ok   '} ${kb.toFixed(1).padStart(6)} KB gz  ${page}`)
}
if (isOver) {
  console.error(`A page is over its budget of ${limitKb} KB.`)
  process.exit(1)
}
