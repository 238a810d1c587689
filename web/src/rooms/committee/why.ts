import type { T } from '@/app/i18n'
import type { Decision, Twin } from './types'

/** Why an item was read as it was, in the language of the screen; what was read before reasons were kept says it in Chinese. */
export function whyOf(t: T, d: Decision) {
  if (!d.reasons?.length) return d.why
  const said = d.reasons.map(r => t(`reason.${r.key}`, { w0: bare(r.words[0]), w1: bare(r.words[1]) }))
  return said.join(t('why.join'))
}

/** Why a running matter is thought to be the same. */
export function twinWhy(t: T, twin: Twin | undefined) {
  if (!twin) return ''
  return twin.shared ? t('twins.why', { shared: twin.shared }) : twin.why
}

/** A quotation loses its marks, for the sentence sets its own. */
const bare = (word = '') => word.replace(/^“|”$/g, '')
