// After a build: what each shell loads before its first screen, gzipped, against what it may. Over budget, the build fails.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = { desk: 320, field: 120 }
const read = name => readFileSync(new URL(`dist/${name}`, import.meta.url))

for (const [shell, most] of Object.entries(budgets)) {
  const scripts = new Set(`${read(`${shell}.html`)}`.match(/assets\/[^"]+\.js/g))
  const size = [...scripts].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0) / 1024
  console.log(`${shell}: ${size.toFixed(0)} KB of ${most} KB of script before the first screen`)
  if (size > most) process.exitCode = 1
}
