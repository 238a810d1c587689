import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { ButtonLink, type Column, DataTable, Empty, StatusTag, StuckSentence, Tag } from '@/kit'
import { DueLamp } from './DueLamp'
import { addressOf, type Filter, isEmpty } from './filter'
import css from './Matters.module.css'
import { PaperLedger } from './PaperLedger'
import { useMatters } from './queries'
import { useSay } from './say'
import type { MatterRow } from './types'
import { UrgeMany } from './UrgeMany'

function useMatterColumns(): Column<MatterRow>[] {
  const t = useT('matter')
  const say = useSay()
  return [
    { key: 'lamp', title: t('column.lamp'), width: '112px', render: m => <DueLamp lamp={m.lamp} /> },
    { key: 'title', title: t('column.title'), main: true, render: m => <MatterName matter={m} /> },
    { key: 'unit', title: t('column.unit'), width: '150px', render: m => m.unit.name },
    {
      key: 'due',
      title: t('column.due'),
      width: '124px',
      render: m => <span className="nowrap">{say.day(m.due)}</span>,
    },
    { key: 'stuck', title: t('column.stuck'), width: '260px', render: m => <StuckSentence text={m.stuck} /> },
    { key: 'state', title: t('column.state'), width: '92px', render: m => <StatusTag state={m.state} /> },
    { key: 'area', title: t('column.area'), width: '110px', spare: true, render: m => m.area?.name ?? '' },
    {
      key: 'topic',
      title: t('column.topic'),
      width: '110px',
      spare: true,
      render: m => t(`topic.${m.topic || 'other'}`),
    },
    { key: 'rung', title: t('column.rung'), width: '90px', spare: true, render: m => m.rung ?? '' },
    { key: 'opened', title: t('column.opened'), width: '130px', spare: true, render: m => say.time(m.opened) },
  ]
}

export function MatterName({ matter }: { matter: MatterRow }) {
  const t = useT('matter')
  return (
    <span className={css.name}>
      <span className={css.title}>
        {matter.exercise && <Tag tone="strong">{t('exercise')}</Tag>}
        {matter.title}
      </span>
      <span className={css.number}>
        {matter.number}
        {(matter.reopened ?? 0) > 0 && <span> · {t('reopened', { count: (matter.reopened ?? 0) + 1 })}</span>}
      </span>
    </span>
  )
}

export function MatterTable({ filter }: { filter: Filter }) {
  const t = useT('matter')
  const columns = useMatterColumns()
  const { rows, error, onRetry, more } = useMatters(filter)
  return (
    <>
      <div className={css.screen}>
        <DataTable<MatterRow>
          id="matters"
          label={t('nav')}
          columns={columns}
          rows={rows}
          rowKey={m => m.id}
          onOpen={m => navigate(`/matters/${m.id}`)}
          error={error}
          onRetry={onRetry}
          more={more}
          empty={<NoMatters filter={filter} />}
          bulk={(chosen, clear) => <UrgeMany chosen={chosen} onDone={clear} />}
        />
      </div>
      <PaperLedger rows={rows ?? []} />
    </>
  )
}

export function NoMatters({ filter }: { filter: Filter }) {
  const t = useT('matter')
  if (isEmpty(filter)) return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
  return (
    <Empty icon="filter" title={t('none.title')} action={<ButtonLink to={addressOf({})}>{t('none.all')}</ButtonLink>}>
      {t('none.text')}
    </Empty>
  )
}
