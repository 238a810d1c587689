import { useT } from './i18n'

const levels: Record<string, string> = { V: 'document', P: 'page', 'K-h': 'high', 'K-m': 'middle', 'K-l': 'low' }

/**
 * How sure a rule is, in words. V: read in the document itself; P: read on a public page; K: known by trade, with
 * high, middle or low certainty.
 */
export function useCertainty(): (mark: string) => string {
  const t = useT('app')
  return mark => t(`certainty.${levels[mark] ?? 'unknown'}`)
}
