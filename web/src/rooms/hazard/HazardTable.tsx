import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { ButtonLink, type Column, DataTable, Empty, Lamp, StuckSentence, Tag } from '@/kit'
import { Picture } from '@/parts'
import { useSay } from '@/rooms/matter/say'
import { Bulk } from './Bulk'
import { useHazards, useTerms } from './data'
import { addressOf, type Filter, isEmpty } from './filter'
import css from './Ledger.module.css'
import { PaperLedger } from './PaperLedger'
import { useStanding } from './say'
import { gradeTone, stateTone } from './standing'
import type { HazardRow } from './types'

export function useHazardColumns(): Column<HazardRow>[] {
  const t = useT('hazard')
  const say = useSay()
  const terms = useTerms()
  const { lamp, stuck } = useStanding()
  return [
    { key: 'lamp', title: t('column.lamp'), width: '112px', render: h => <Lamp lamp={lamp(h)} /> },
    { key: 'hazard', title: t('column.hazard'), main: true, render: h => <HazardName hazard={h} /> },
    { key: 'grade', title: t('column.grade'), width: '104px', render: h => <GradeTag hazard={h} /> },
    { key: 'unit', title: t('column.unit'), width: '170px', render: h => <Owner hazard={h} /> },
    {
      key: 'due',
      title: t('column.due'),
      width: '112px',
      render: h => <span className="nowrap">{h.due ? say.day(h.due) : t('lamp.none')}</span>,
    },
    { key: 'stuck', title: t('column.stuck'), width: '220px', render: h => <StuckSentence text={stuck(h)} /> },
    {
      key: 'state',
      title: t('column.state'),
      width: '96px',
      render: h => <Tag tone={stateTone[h.state]}>{t(`state.${h.state}`)}</Tag>,
    },
    spare('area', t('column.area'), h => h.area.name),
    spare('sector', t('column.sector'), h => terms.say('sectors', h.sector)),
    spare('category', t('column.category'), h => terms.say('categories', h.category)),
    spare('source', t('column.source'), h => terms.say('sources', h.source)),
    spare('finder', t('column.finder'), h => h.finder.name),
    spare('checker', t('column.checker'), h => h.checker.name),
    spare('found', t('column.found'), h => say.time(h.found)),
    spare('closed', t('column.closed'), h => say.time(h.closed)),
  ]
}

const spare = (key: string, title: string, render: Column<HazardRow>['render']): Column<HazardRow> => ({
  key,
  title,
  width: '120px',
  spare: true,
  render,
})

const blank = <span className={css.thumb} aria-hidden="true" />

/** What it is in its own words, with its picture and number; what makes it special stands before it. */
export function HazardName({ hazard: h }: { hazard: HazardRow }) {
  const t = useT('hazard')
  return (
    <span className={css.name}>
      {h.thumb ? (
        <Picture className={css.thumb} src={url(`/files/${h.thumb}/thumb`)} alt="" lazy instead={blank} />
      ) : (
        blank
      )}
      <span className={css.words}>
        <span className={css.text}>
          {h.exercise && <Tag tone="strong">{t('exercise')}</Tag>} {h.text}
        </span>
        <span className={css.number}>
          {[h.number, h.where, h.relapse > 0 && t('again', { count: h.relapse })].filter(Boolean).join(' · ')}
        </span>
      </span>
    </span>
  )
}

export function GradeTag({ hazard: h }: { hazard: HazardRow }) {
  const t = useT('hazard')
  return (
    <span className={css.tags}>
      <Tag tone={gradeTone[h.grade]}>{t(`grade.${h.grade}`)}</Tag>
      {h.listed && <Tag>{t('listed', { level: t(`level.${h.listed}`) })}</Tag>}
      {h.stopped && <Tag tone="strong">{t('stopped')}</Tag>}
    </span>
  )
}

function Owner({ hazard: h }: { hazard: HazardRow }) {
  return (
    <span className={css.words}>
      <span>{h.unit.name}</span>
      <span className={css.number}>{h.area.name}</span>
    </span>
  )
}

export function HazardTable({ filter }: { filter: Filter }) {
  const t = useT('hazard')
  const columns = useHazardColumns()
  const { rows, error, onRetry, more } = useHazards(filter)
  return (
    <>
      <div className={css.screen}>
        <DataTable<HazardRow>
          id="hazards"
          label={t('nav')}
          columns={columns}
          rows={rows}
          rowKey={h => h.id}
          onOpen={h => navigate(`/hazards/${h.id}`)}
          error={error}
          onRetry={onRetry}
          more={more}
          empty={<NoHazards filter={filter} />}
          bulk={(chosen, clear) => <Bulk chosen={chosen} onDone={clear} />}
        />
      </div>
      <PaperLedger rows={rows ?? []} />
    </>
  )
}

export function NoHazards({ filter }: { filter: Filter }) {
  const t = useT('hazard')
  if (isEmpty(filter)) return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
  return (
    <Empty icon="filter" title={t('none.title')} action={<ButtonLink to={addressOf({})}>{t('none.all')}</ButtonLink>}>
      {t('none.text')}
    </Empty>
  )
}
