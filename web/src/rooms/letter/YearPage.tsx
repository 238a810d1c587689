import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Note, Page, Panel, usePages } from '@/kit'
import { type Objection, points, type Review, type Round, thisYear } from './data'
import { useKindFilter } from './kind'
import css from './Letter.module.css'
import { LetterTabs } from './LetterTabs'
import { RecordForm } from './RecordForm'
import { RecordList } from './RecordList'
import { TeamsForm } from './TeamsForm'
import './words'
import { YearStep } from './YearStep'

/** The year's assessment: records, freeze, objections, grades, bulletin. Nobody is ranked. */
export default function YearPage() {
  const t = useT('letter')
  const ofKind = useKindFilter()
  const [{ kind = ofKind.usual, year: asked }] = useFilters()
  const year = Number(asked) || thisYear()
  const [shown, setShown] = useState<'' | 'record' | 'teams'>('')
  const round = useRound(year)
  const state = round.data?.state ?? 'open'
  return (
    <Page
      name={t('tab.year')}
      title={t(`year.${state}`, { year })}
      lead={t('year.lead')}
      action={
        <>
          {state === 'open' && (
            <>
              <Button onClick={() => setShown('teams')}>{t('teams.nav')}</Button>
              <Button icon="plus" onClick={() => setShown('record')}>
                {t('record.nav')}
              </Button>
            </>
          )}
          <YearStep round={round.data ?? { year, state }} />
        </>
      }
    >
      <LetterTabs at="year" />
      <Waiting year={year} />
      <FilterBar filters={[ofKind]} />
      <Results year={year} kind={kind} />
      <RecordList year={year} open={state === 'open'} />
      <Dialog open={shown === 'record'} title={t('record.nav')} onClose={() => setShown('')}>
        <RecordForm onDone={() => setShown('')} />
      </Dialog>
      <Dialog open={shown === 'teams'} title={t('teams.nav')} width={760} onClose={() => setShown('')}>
        <TeamsForm round={round.data ?? { year, state }} onDone={() => setShown('')} />
      </Dialog>
    </Page>
  )
}

function useRound(year: number) {
  return useQuery({
    queryKey: ['letter', 'round', year],
    queryFn: ({ signal }) => api.get<Round>(`/letter-rounds/${year}`, {}, signal),
  })
}

function Waiting({ year }: { year: number }) {
  const t = useT('letter')
  const open = useQuery({
    queryKey: ['letter', 'objections', year],
    queryFn: ({ signal }) => api.get<{ items: Objection[] }>('/letter-objections', { year, state: 'open' }, signal),
  })
  const items = open.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Note tone="warn">
      {t('year.objections', { count: items.length })}
      <span className={css.chips}>
        {items.slice(0, 20).map(o => (
          <Button key={o.id} small look="quiet" onClick={() => navigate(`/letters/${o.letter}`)}>
            {o.number}
          </Button>
        ))}
      </span>
    </Note>
  )
}

function Results({ year, kind }: { year: number; kind: string }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const list = usePages<Review>(['letter', 'reviews', String(year)], `/letter-rounds/${year}/reviews`, { kind })
  const grade = (r: Review) => (r.final ? (lang === 'en' ? r.final.gradeEn : r.final.gradeZh) : '')
  const columns: Column<Review>[] = [
    { key: 'unit', title: t('unit'), main: true, render: r => r.name },
    {
      key: 'frozen',
      title: t('year.frozenScore'),
      width: '160px',
      align: 'right',
      render: r => points(r.frozen.points),
    },
    {
      key: 'final',
      title: t('year.final'),
      width: '160px',
      align: 'right',
      render: r => r.final && points(r.final.points),
    },
    {
      key: 'absent',
      title: t('year.absent'),
      width: '150px',
      align: 'right',
      render: r => ((r.final ?? r.frozen).absent > 0 ? points((r.final ?? r.frozen).absent) : ''),
    },
    { key: 'grade', title: t('grade'), width: '120px', render: grade },
    { key: 'number', title: t('number'), width: '150px', render: r => r.number },
  ]
  return (
    <Panel flush>
      <DataTable
        id="letter-reviews"
        label={t('tab.year')}
        columns={columns}
        {...list}
        rowKey={r => r.id}
        onOpen={r => navigate(`/letters/${r.letter}`)}
        empty={<Empty icon="calendar" title={t('year.empty')} />}
      />
    </Panel>
  )
}
