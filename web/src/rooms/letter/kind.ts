import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import type { FilterDef } from '@/kit'
import { kinds } from './data'

/** useKindFilter asks for one kind of signers; a reader begins with units of the own kind, so that a department does not find an empty list of townships. */
export function useKindFilter(): FilterDef & { usual: string } {
  const t = useT('letter')
  const { post } = useSession()
  const usual = kinds.find(k => k === post?.kind) ?? 'township'
  return { name: 'kind', label: t('kindOf'), options: kinds.map(k => ({ value: k, label: t(`kind.${k}`) })), usual }
}
