import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

// The colours are promises: text can be read, and the four levels differ by shape and glyph, because their colours do not.

const css = readFileSync(join(import.meta.dirname, '..', 'src', 'tokens', 'tokens.css'), 'utf8')

function block(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).split('\n}')[0] ?? ''
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(m => [m[1] ?? '', m[2] ?? '']))
}

const light = block(':root')
const themes = { light, dark: { ...light, ...block("[data-theme='dark']") } }

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(i => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const text: [string, string][] = [
  ...['ink-1', 'ink-2', 'ink-3', 'brand', 'ok', 'warn', 'bad'].flatMap(ink =>
    ['ground', 'page', 'sunken'].map((ground): [string, string] => [ink, ground]),
  ),
  ['on-brand', 'brand'],
  ['brand', 'brand-soft'],
  ['ink-1', 'brand-soft'],
  ['ink-2', 'brand-soft'],
  ['ink-1', 'warn-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ...[1, 2, 3, 4].flatMap((n): [string, string][] => [
    [`level-${n}-text`, 'ground'],
    [`level-${n}-text`, `level-${n}-soft`],
    [`level-${n}-on`, `level-${n}`],
  ]),
]

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each(text)('%s can be read on %s', (ink, ground) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['control', 'brand', 'bad-line'])('%s shows as an edge', edge => {
    expect(contrast(tokens[edge] ?? '', tokens.ground ?? '')).toBeGreaterThanOrEqual(3)
  })
})

it('every level has a shape of its own', () => {
  const code = readFileSync(join(import.meta.dirname, '..', 'src', 'parts', 'Level.tsx'), 'utf8')
  const shapes = [...code.matchAll(/^ {2}(\d): '(M[^']+)'/gm)].map(m => m[2])
  expect(new Set(shapes).size).toBe(4)
})

it('every lamp has a glyph and words', () => {
  const code = readFileSync(join(import.meta.dirname, '..', 'src', 'parts', 'Lamp.tsx'), 'utf8')
  for (const kind of ['normal', 'soon', 'overdue', 'unsigned', 'none', 'closed'])
    expect(code).toMatch(new RegExp(`\\b${kind}: [(<]`))
  expect(code).toContain('lamp.text ||')
})
