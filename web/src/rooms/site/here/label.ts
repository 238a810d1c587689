import { first } from '@/offline/pack'
import type { Store } from '@/offline/store'
import type { LabelCode } from '@/scan/code'
import type { SiteRow } from '@/sites/row'

/** Where a label leads, as far as this phone knows it. */
export type Led =
  | { is: 'site'; site: SiteRow }
  /** Taken out of use: it hangs where it should not, and the site has another. */
  | { is: 'revoked'; site: SiteRow; code: string }
  /** Not among the sites of this phone: not mine, or not here yet. */
  | { is: 'unknown'; code: string; name?: string }

/** resolve finds the site of a label in the pack: no network is asked, and nothing is allowed by it. */
export async function resolve(store: Store, label: LabelCode): Promise<Led> {
  const has = (codes: string[] | undefined) => codes?.includes(label.code)
  const site = await first<SiteRow>(store, 'site', s => Boolean(has(s.labels) || has(s.revoked)))
  if (!site) return { is: 'unknown', ...label }
  return has(site.labels) ? { is: 'site', site } : { is: 'revoked', site, code: label.code }
}
