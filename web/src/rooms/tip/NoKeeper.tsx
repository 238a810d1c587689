import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Note } from '@/kit'
import type { Vault } from './data'

/** Said to the desk as long as the machine's files alone open the identities. */
export function NoKeeper() {
  const t = useT('tip')
  const vault = useQuery({
    queryKey: ['tip', 'vault'],
    queryFn: ({ signal }) => api.get<Vault>('/tips/vault', undefined, signal),
  })
  return vault.data && !vault.data.locked ? <Note tone="warn">{t('keeper.nobody')}</Note> : null
}
