import type { Holder } from './data'
import type { Near, NearFact } from './finding'

type Say = (key: string, values?: Record<string, unknown>) => string

/** A unit, or a post of it, by name. */
export const holderName = (h: Holder): string => (h.post ? `${h.unit.name}${h.post.name}` : h.unit.name)

/** What brings somebody near, a sentence for each thing; the places of one thing stand in one sentence. */
export function nearWords(near: Near, t: Say): string[] {
  const lines = new Map<string, { fact: NearFact; places: string[] }>()
  for (const fact of near.facts) {
    const key = [fact.why, fact.axisName, fact.sector?.id, fact.class].join('/')
    const line = lines.get(key) ?? { fact, places: [] }
    if (fact.place) line.places.push(fact.place)
    lines.set(key, line)
  }
  return [...lines.values()].map(({ fact, places }) =>
    t(`${fact.sector ? 'near.why' : 'near.all'}.${fact.why}`, {
      axis: fact.axisName,
      sector: fact.sector?.name ?? '',
      at: places.length > 0 ? t('near.at', { place: places.join(t('comma')) }) : '',
      class: fact.class ?? '',
    }),
  )
}
