import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { ButtonLink, type Column, DataTable, Empty, Page, Tabs, Tag, usePages } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import type { TipRow } from './data'
import { NoKeeper } from './NoKeeper'
import { Clock, StateTag, spotOf } from './Standing'

/** 举报受理: what the public and workers reported, the most urgent first. Who they are does not stand here, nor anywhere near. */
export default function TipsPage() {
  const t = useT('tip')
  const say = useSay()
  const can = useCan()
  const [{ ended }] = useFilters()
  const list = usePages<TipRow>(['tip', 'list'], '/tips', { ended: ended || undefined })
  const columns: Column<TipRow>[] = [
    { key: 'number', title: t('number'), width: '132px', render: r => r.number },
    {
      key: 'text',
      title: t('text'),
      main: true,
      render: r => (
        <>
          {r.news && <Tag tone="strong">{t('news')}</Tag>} {r.text}
        </>
      ),
    },
    { key: 'category', title: t('category'), width: '160px', render: r => r.categoryName },
    { key: 'spot', title: t('spot'), render: spotOf },
    { key: 'state', title: t('standing'), width: '110px', render: r => <StateTag state={r.state} /> },
    { key: 'due', title: t('due'), width: '130px', render: r => <Clock row={r} /> },
    { key: 'desk', title: t('desk'), width: '120px', render: r => r.desk.name },
    { key: 'received', title: t('received'), width: '130px', spare: true, render: r => say.time(r.received) },
  ]
  return (
    <Page
      name={t('nav')}
      title={t('list.title')}
      lead={t('list.lead')}
      action={can('tip.enter') ? <ButtonLink to="/tips/new">{t('enter.do')}</ButtonLink> : undefined}
    >
      <Tabs
        label={t('nav')}
        at={ended ? 'ended' : 'open'}
        tabs={[
          { key: 'open', label: t('tab.open'), to: '/tips' },
          { key: 'ended', label: t('tab.ended'), to: '/tips?ended=true' },
        ]}
      />
      <DataTable
        id="tips"
        label={t('nav')}
        columns={columns}
        {...list}
        rowKey={r => r.id}
        onOpen={r => navigate(`/tips/${r.id}`)}
        empty={
          <Empty icon="phone" title={t('list.none')}>
            {t('list.noneText')}
          </Empty>
        }
      />
      <NoKeeper />
    </Page>
  )
}
