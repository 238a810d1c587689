import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { sayTime } from '@/app/time'
import { type Column, DataTable, Empty, FilterBar, Note, Page, Tag, usePages } from '@/kit'
import { open, points, type Row, undecided } from './data'
import { useKindFilter } from './kind'
import { LetterTabs } from './LetterTabs'
import './words'

interface Scored extends Row {
  points: number
  full: number
  waiting: number
  open: number
  gradeZh: string
  gradeEn: string
  vetoed: boolean
  /** Which score it is: live, or as the year was frozen or closed. */
  stage: 'live' | 'frozen' | 'closed'
  at?: string
}

/** The scores that count: live ones, of a frozen year the assessed ones; in the order of the directory: a unit is looked at for what it can do better, not for its rank. */
export default function ScoresPage() {
  const t = useT('letter')
  const { lang } = usePrefs()
  const ofKind = useKindFilter()
  const [{ kind = ofKind.usual, year }] = useFilters()
  const list = usePages<Scored>(['letter', 'scores'], '/letters/scores', { kind, year })
  const frozen = list.rows?.find(s => s.stage !== 'live')
  const says = (s: Scored) => (s.stage === 'frozen' ? t('scores.noGrade') : lang === 'en' ? s.gradeEn : s.gradeZh)
  const columns: Column<Scored>[] = [
    { key: 'unit', title: t('unit'), main: true, render: s => s.signer.name },
    {
      key: 'points',
      title: t('score'),
      width: '140px',
      align: 'right',
      render: s => t('pointsOf', { points: points(s.points), full: points(s.full) }),
    },
    ...(frozen
      ? [{ key: 'stage', title: t('scores.which'), width: '120px', render: (s: Scored) => t(`scores.${s.stage}`) }]
      : []),
    {
      key: 'undecided',
      title: t('undecided'),
      width: '150px',
      align: 'right',
      render: s => (undecided(s) > 0 ? points(undecided(s)) : ''),
    },
    {
      key: 'grade',
      title: t('grade'),
      width: '120px',
      render: s => (open(s) ? t('gradeOpen') : says(s)),
    },
    { key: 'veto', title: t('veto'), width: '130px', render: s => s.vetoed && <Tag tone="strong">{t('struck')}</Tag> },
    { key: 'number', title: t('number'), width: '190px', render: s => s.number },
  ]
  return (
    <Page
      name={t('tab.scores')}
      title={frozen ? t('scores.assessed', { year: frozen.year }) : t('scores.title')}
      lead={t('scores.lead')}
    >
      <LetterTabs at="scores" />
      {frozen && (
        <Note>
          {t(frozen.stage === 'closed' ? 'scores.isClosed' : 'scores.isFrozen', {
            year: frozen.year,
            at: sayTime(frozen.at ?? '', lang),
          })}
        </Note>
      )}
      <FilterBar filters={[ofKind]} />
      <DataTable
        id="letter-scores"
        label={t('tab.scores')}
        columns={columns}
        {...list}
        rowKey={s => s.id}
        onOpen={s => navigate(`/letters/${s.id}`)}
        empty={<Empty icon="file" title={t('scores.empty')} />}
      />
    </Page>
  )
}
