// After a build: writes dist/sw.js with everything that the field shell can load, found by following the build's manifest.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const files = new Set(['/m/', '/mark.svg', '/early.js', '/field.webmanifest', '/icon-192.png', '/icon-512.png'])

function follow(name, seen = new Set()) {
  const chunk = manifest[name]
  if (!chunk || seen.has(name)) return
  seen.add(name)
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) {
    if (!file.endsWith('.html')) files.add(`/${file}`)
  }
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) follow(next, seen)
}

follow('field.html')
const list = [...files].sort()
const hash = createHash('sha256')
for (const name of list) {
  hash.update(name).update(readFileSync(new URL(`.${name === '/m/' ? '/field.html' : name}`, dist)))
}
const build = `anlan-${hash.digest('hex').slice(0, 12)}`
const worker = readFileSync(new URL('../worker/sw.js', import.meta.url), 'utf8')
writeFileSync(
  new URL('sw.js', dist),
  worker.replace('__BUILD__', build).replace('__FILES__', JSON.stringify(list, null, 2)),
)
rmSync(new URL('.vite', dist), { recursive: true })
const bytes = list.reduce(
  (sum, name) => sum + readFileSync(new URL(`.${name === '/m/' ? '/field.html' : name}`, dist)).length,
  0,
)
console.log(`worker ${build}: ${list.length} files, ${(bytes / 1024).toFixed(0)} KB kept on the phone`)
