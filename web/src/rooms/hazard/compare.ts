import type { Detail, Happening } from './types'

export interface Picture {
  hash: string
  /** The camera's own file behind a rendition. */
  original?: string
  at: string
  /** Why it does not come from the camera of the moment. */
  gallery?: string
}

/** beforeOf is how it was found. */
export const beforeOf = (detail: Detail): Picture[] => detail.photos

/**
 * afterOf is the latest proof that it is gone: of the delisting, the acceptance, the check, the fix on the spot, else
 * what came with the report of the work.
 */
export function afterOf(detail: Detail, story: Happening[]): Picture[] {
  const { listing, recheck, fix } = detail
  const sets: (Picture[] | null | undefined)[] = [
    listing?.delisted?.after,
    listing?.acceptance?.photos,
    recheck?.photos,
    fix?.photos,
  ]
  return sets.find(set => set && set.length > 0) ?? fromStory(detail, story)
}

/** The report of the work shows before and after together: what was known as before is left out, the last comes first. */
function fromStory(detail: Detail, story: Happening[]): Picture[] {
  const known = new Set(detail.photos.map(p => p.hash))
  const told = story.filter(n => n.kind.startsWith('matter.fed_back')).reverse()
  for (const node of told) {
    const pictures = (node.files ?? []).filter(f => f.type.startsWith('image/') && !known.has(f.hash)).reverse()
    if (pictures.length > 0) return pictures.map(f => ({ hash: f.hash, at: node.at }))
  }
  return []
}
