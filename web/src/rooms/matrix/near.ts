import type { Holder } from './data'
import type { Near } from './finding'

type Say = (key: string, values?: Record<string, unknown>) => string

/** A unit, or a post of it, by name. */
export const holderName = (h: Holder): string => (h.post ? `${h.unit.name}${h.post.name}` : h.unit.name)

/** What brings somebody near, a sentence for each fact. */
export function nearWords(near: Near, t: Say): string[] {
  return near.facts.map(f =>
    t(`near.why.${f.why}`, {
      axis: f.axisName,
      sector: f.sector?.name ?? t('sector.all'),
      at: f.place ? t('near.at', { place: f.place }) : '',
      class: f.class ?? '',
    }),
  )
}
