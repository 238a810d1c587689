import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import type { Page as Answer } from '@/api/types'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Button, Chip, type Column, DataTable, Empty, Note, Page, Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'

type Health = components['schemas']['PostHealth']

/** 外勤收发: whose phone holds something back, in the order of units. It counts records, never people, and ranks nobody. */
export default function HealthPage() {
  const t = useT('fieldhealth')
  const [{ stale }, change] = useFilters()
  const found = useQuery({
    queryKey: ['field', 'health'],
    queryFn: ({ signal }) => api.get<Answer<Health>>('/field/health', undefined, signal),
    refetchInterval: 60_000,
  })
  const all = found.data?.items
  const late = all?.filter(p => p.stale) ?? []
  const waiting = (all ?? []).reduce((sum, p) => sum + p.waiting, 0)
  const title = all ? t(late.length > 0 ? 'title' : 'calm', { stale: late.length, waiting }) : t('loading')
  return (
    <Page
      name={t('nav')}
      title={title}
      lead={t('lead')}
      action={
        <Button icon="undo" busy={found.isFetching} onClick={() => void found.refetch()}>
          {t('again')}
        </Button>
      }
    >
      <div>
        <Chip pressed={stale === 'true'} onPress={() => change({ stale: stale === 'true' ? null : 'true' })}>
          {t('only')}
        </Chip>
      </div>
      <DataTable
        id="field-health"
        label={t('nav')}
        columns={useColumns()}
        rows={stale === 'true' ? all && late : all}
        rowKey={p => p.post}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          <Empty icon="phone" title={t(stale ? 'none.stale' : 'none.title')}>
            {t('none.text')}
          </Empty>
        }
      />
      <Note>{t('law')}</Note>
    </Page>
  )
}

function useColumns(): Column<Health>[] {
  const t = useT('fieldhealth')
  const say = useSay()
  return [
    { key: 'unit', title: t('col.unit'), main: true, render: p => p.unitName },
    { key: 'post', title: t('col.post'), width: '160px', render: p => p.postName },
    { key: 'waiting', title: t('col.waiting'), width: '150px', render: p => t('count', { count: p.waiting }) },
    { key: 'oldest', title: t('col.oldest'), width: '170px', render: p => say.time(p.oldest) || t('no') },
    { key: 'seen', title: t('col.seen'), width: '170px', render: p => say.time(p.seen) },
    {
      key: 'why',
      title: t('col.why'),
      width: '220px',
      render: p => (p.stale ? <Tag tone="strong">{t(`why.${p.why}`)}</Tag> : <Tag>{t('why.fine')}</Tag>),
    },
    { key: 'devices', title: t('col.devices'), width: '90px', spare: true, render: p => p.devices },
    { key: 'version', title: t('col.version'), width: '120px', spare: true, render: p => p.version },
  ]
}
