import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { SelectField } from '@/parts'

/** Which leader was in front (带队); asked only where the county keeps such lists, and never needed to finish. */
export function LedField({ value, onValue }: { value: string; onValue: (post: string) => void }) {
  const t = useT('check')
  const chairs = useQuery({
    queryKey: ['matrix', 'chairs'],
    queryFn: ({ signal }) => api.get<Page<Named>>('/matrix/chairs', {}, signal),
    staleTime: 3_600_000,
    retry: false,
  })
  const list = chairs.data?.items ?? []
  if (list.length === 0) return null
  return (
    <SelectField
      name="led"
      label={t('led')}
      optional
      blank={t('ledNone')}
      value={value}
      onValue={onValue}
      options={list.map(p => ({ value: p.id, label: p.name }))}
    />
  )
}
