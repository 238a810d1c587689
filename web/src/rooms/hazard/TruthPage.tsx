import { useT } from '@/app/i18n'
import { Link, useFilters } from '@/app/router'
import { Button, Chip, Empty, Failure, FilterBar, Page, Panel, Skeleton, Tag, usePages } from '@/kit'
import { DoubtLine } from './Doubts'
import css from './Ledger.module.css'
import { RoomTabs } from './RoomTabs'
import { gradeTone, stateTone } from './standing'
import { doubtKinds, type TruthRow } from './types'

/** 销号真实性: each doubt with its facts and pictures, the newest first. A person looks; nothing is judged here. */
export default function TruthPage() {
  const t = useT('hazard')
  const [{ kind, open }, change] = useFilters()
  const list = usePages<TruthRow>(['hazard', 'truth'], '/hazards/truth', { kind, open })
  return (
    <Page
      name={t('tab.truth')}
      title={t('truth.title')}
      lead={t('truth.lead')}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
    >
      <RoomTabs at="truth" />
      <div className={css.switches}>
        <FilterBar
          filters={[
            {
              name: 'kind',
              label: t('truth.kind'),
              options: doubtKinds.map(k => ({ value: k, label: t(`doubt.${k}`) })),
            },
          ]}
        />
        <Chip pressed={open === 'true'} onPress={() => change({ open: open === 'true' ? null : 'true' })}>
          {t('truth.open')}
        </Chip>
      </div>
      {list.rows === undefined && (list.error ? <Failure problem={list.error} onRetry={list.onRetry} /> : <Skeleton />)}
      {list.rows?.length === 0 && (
        <Empty icon="check" title={t(kind || open ? 'truth.noneHere' : 'truth.none')}>
          {t('truth.noneText')}
        </Empty>
      )}
      <ul className={css.truth}>
        {list.rows?.map(row => (
          <li key={`${row.hazard.id}/${row.doubt.n}`}>
            <TruthCard row={row} />
          </li>
        ))}
      </ul>
      {list.more.has && (
        <Button busy={list.more.busy} onClick={list.more.load}>
          {t('river.more')}
        </Button>
      )}
    </Page>
  )
}

function TruthCard({ row: { hazard: h, doubt } }: { row: TruthRow }) {
  const t = useT('hazard')
  return (
    <Panel
      title={<Link to={`/hazards/${h.id}`}>{h.number}</Link>}
      extra={
        <span className={css.tags}>
          <Tag tone={gradeTone[h.grade]}>{t(`grade.${h.grade}`)}</Tag>
          <Tag tone={stateTone[h.state]}>{t(`state.${h.state}`)}</Tag>
        </span>
      }
    >
      <p>
        {h.text} <span className="muted">{h.unit.name}</span>
      </p>
      <DoubtLine doubt={doubt} />
    </Panel>
  )
}
