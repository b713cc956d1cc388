// Writes .br and .gz beside each text file of the build, so that the server compresses nothing twice.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url).pathname
const isText = /\.(js|css|html|svg|json|map|txt)$/
const worthIt = 1024
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (!entry.isFile() || !isText.test(path)) continue
  const content = await readFile(path)
  if (content.length < worthIt) continue
  // The highest level takes ten seconds for the IDE's megabytes and saves a percent.
  const quality = content.length > 500_000 ? 6 : 11
  await writeFile(`${path}.br`, await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
  await writeFile(`${path}.gz`, await zip(content, { level: 9 }))
}
