// Installs what a build of the screens needs, unless it is there. By content, not by date: a checkout touches the lock file
// without changing it. Who has the tools for working on the screens keeps them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const web = new URL('../', import.meta.url)
const read = (path) => JSON.parse(readFileSync(new URL(path, web), 'utf8')).packages
const hasTools = existsSync(new URL('node_modules/vitest', web))

function isInstalled() {
  if (!existsSync(new URL('node_modules/.package-lock.json', web))) return false
  const wanted = read('package-lock.json')
  const there = read('node_modules/.package-lock.json')
  return Object.entries(wanted).every(
    ([path, { version, dev, devOptional, optional }]) =>
      path === '' || optional || ((dev || devOptional) && !hasTools) || there[path]?.version === version,
  )
}

if (!isInstalled()) {
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(hasTools ? [] : ['--omit=dev'])]
  const { status } = spawnSync('npm', options, { cwd: web, stdio: 'inherit', shell: process.platform === 'win32' })
  process.exit(status ?? 1)
}
