import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'

// The rules of this house that a linter cannot say.

const src = join(import.meta.dirname, '..', 'src')
const all = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(f => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'))
  .map(f => ({ name: f, code: readFileSync(join(src, f), 'utf8') }))
const imports = (code: string) => [...code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(m => m[1] ?? '')

it('only src/kit knows antd', () => {
  const guilty = all.filter(
    f => !f.name.startsWith('kit/') && imports(f.code).some(i => /^(antd|@ant-design)(\/|$)/.test(i)),
  )
  expect(guilty.map(f => f.name)).toEqual([])
})

it('the field shell never pulls in the desk kit', () => {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const file = all.find(f => f.name === `${name}.tsx` || f.name === `${name}.ts` || f.name === `${name}/index.ts`)
    for (const i of imports(file?.code ?? '')) {
      if (i.startsWith('@/')) visit(i.slice(2))
      else if (i.startsWith('.')) visit(relative(src, join(src, file?.name ?? '', '..', i)))
    }
  }
  visit('field')
  for (const f of all) if (/^rooms\/[\w-]+\/field\.ts$/.test(f.name)) visit(f.name.replace(/\.ts$/, ''))
  expect([...seen].filter(name => name === 'kit' || name.startsWith('kit/'))).toEqual([])
})

it('screens stay small', () => {
  const long = all.filter(f => f.code.split('\n').length > 250).map(f => f.name)
  expect(long).toEqual([])
})

it('works where the address is not https: what browsers keep for safe pages is asked for with care', () => {
  const guilty = all.filter(f => /crypto\.randomUUID/.test(f.code)).map(f => f.name) // uuidv7 needs no safe page
  expect(guilty).toEqual([])
})

it('colours come from the tokens', () => {
  const css = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.module.css'))
  const bare = css.filter(
    f =>
      !/(SignIn|Me|Toast|Level)\.module\.css$/.test(f) &&
      /#[0-9a-f]{3,8}\b/i.test(readFileSync(join(src, f), 'utf8').replace(/url\([^)]*\)/g, '')),
  )
  expect(bare).toEqual([])
})
