// Imports go one way: a file may use what stands below it in this list, never what stands above or beside it.
import { readdir, readFile } from 'node:fs/promises'
import { relative, resolve, dirname, sep } from 'node:path'

const layers = [
  ['gql'],
  ['preferences'],
  ['i18n'],
  ['time'],
  ['ui'],
  ['api'],
  ['parts'],
  ['sign-in', 'booking', 'portal', 'schedule', 'settings'],
  ['shell'],
  ['graphiql.css'],
  ['main.tsx', 'graphiql.tsx'],
]
const heightOf = new Map(layers.flatMap((names, height) => names.map((name) => [name, height])))
const src = new URL('../src/', import.meta.url).pathname
const imports = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

function layerOf(path) {
  return relative(src, path).split(sep)[0]
}

let hasFailed = false
for (const entry of await readdir(src, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue
  const path = resolve(entry.parentPath, entry.name)
  const own = layerOf(path)
  if (!heightOf.has(own)) throw new Error(`${own} has no place in the layers.`)
  for (const [, target] of (await readFile(path, 'utf8')).matchAll(imports)) {
    const other = layerOf(resolve(dirname(path), target))
    const isBelow = (heightOf.get(other) ?? Infinity) < heightOf.get(own)
    if (other === own || isBelow) continue
    console.error(`${relative(src, path)} must not import ${target}`)
    hasFailed = true
  }
}
if (hasFailed) process.exit(1)
