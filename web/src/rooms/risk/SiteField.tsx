import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { SelectField } from '@/kit'

/** The sites of the chosen unit; a point may also stand at none. */
export function SiteField({ unit, value, onValue }: { unit: string; value: string; onValue: (site: string) => void }) {
  const t = useT('risk')
  const sites = useQuery({
    queryKey: ['risk', 'sites', unit],
    queryFn: ({ signal }) => api.get<Page<Named>>('/sites', { unit, limit: 200 }, signal),
  })
  return (
    <SelectField
      name="site"
      label={t('site')}
      optional
      blank={t('siteNone')}
      value={value}
      onValue={onValue}
      options={(sites.data?.items ?? []).map(s => ({ value: s.id, label: s.name }))}
    />
  )
}
