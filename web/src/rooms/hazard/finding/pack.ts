// Rows of the offline pack that a capture reads. The county's answer decides their shape; a missing field shows nothing.

/** A word of the hazard dictionary: a category, a sector, a cause, a source. */
export interface Word {
  sort: string
  word: string
  zh: string
  en: string
  sectors?: string[]
  /** Of a sector: the kinds of sites that belong to it, and whose criteria hold for it. */
  kinds?: string[]
  criteria?: string[]
}

export interface Clause {
  key: string
  clause: string
  text: string
  en: string
  group?: string
  certain: boolean
}

export interface Criteria {
  sector: string
  standard: string
  document: string
  clauses: Clause[]
}

/** say picks the word in the reader's language. */
export const say = (w: Word | undefined, lang: string) => (w ? (lang === 'en' ? w.en : w.zh) : '')

/** What was found at a site before, the most frequent category first. */
export interface Habit {
  id: string
  used: string[]
}

/** A span of the policy: so many days, or working days. */
export interface Span {
  key: string
  value: number
  unit: string
}

/**
 * usage weighs the categories for one capture: what the county knows of the site comes first, then what this phone
 * reported there since, then what it reports elsewhere.
 */
export function usage(
  mine: { category?: string; site?: string }[],
  site: string | undefined,
  habit: Habit | undefined,
): Record<string, number> {
  const used: Record<string, number> = {}
  const add = (key: string, weight: number) => {
    used[key] = (used[key] ?? 0) + weight
  }
  for (const [i, key] of (habit?.used ?? []).entries()) add(key, 1000 - 50 * i)
  for (const m of mine) if (m.category) add(m.category, site && m.site === site ? 100 : 1)
  return used
}

/** fitting puts the categories of a sector first and leaves out those of others. */
export function fitting(categories: Word[], sector: string | undefined, used: Record<string, number>): Word[] {
  const fit = categories.filter(c => !c.sectors || !sector || c.sectors.includes(sector))
  const score = (c: Word) => (used[c.word] ?? 0) * 2 + (sector && c.sectors?.includes(sector) ? 1 : 0)
  return [...fit].sort((a, b) => score(b) - score(a))
}

/** sectorOf finds the sector of a kind of site. */
export const sectorOf = (words: Word[], kind: string | undefined) =>
  kind ? words.find(w => w.sort === 'sector' && w.kinds?.includes(kind)) : undefined
