import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Chip, type Column, DataTable, Note, Panel } from '@/kit'
import { counting } from './assessed'
import { type Letter, open, points, type Score, undecided } from './data'
import css from './Letter.module.css'

/** The vetoes as they stand today, and what one more of something would do: nothing is written. Of a frozen year, as it was frozen. */
export function Suppose({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const [metric, setMetric] = useState('')
  const word = (x: { zh: string; en: string } | undefined) => (x ? (lang === 'en' ? x.en : x.zh) : '')
  const metrics = [...new Set(letter.score.vetoes.map(v => v.metric).filter(m => m !== 'score'))]
  const then = useQuery({
    queryKey: ['letter', 'suppose', letter.id, metric],
    queryFn: ({ signal }) => api.post<Score>(`/letters/${letter.id}/simulate`, { more: { [metric]: 1 } }, { signal }),
    enabled: metric !== '',
  })
  // 起, 人: what is counted is said in the words of its indicator.
  const unit = (metric: string) => /（([^（）]+)）$/.exec(letter.metrics[metric]?.zh ?? '')?.[1] ?? ''
  const left = (v: Score['vetoes'][number]) =>
    v.metric === 'score'
      ? t('suppose.above', { points: points(v.left) })
      : t('suppose.more', { left: lang === 'en' ? v.left : `${v.left} ${unit(v.metric)}` })
  const columns: Column<Score['vetoes'][number]>[] = [
    { key: 'veto', title: t('veto'), main: true, render: v => word(v) },
    {
      key: 'count',
      title: t(letter.assessed ? 'suppose.then' : 'now'),
      width: '100px',
      align: 'right',
      render: v => (v.metric === 'score' ? points(v.count) : v.count),
    },
    {
      key: 'left',
      title: t(letter.assessed ? 'struck' : 'suppose.left'),
      width: '220px',
      render: v => (letter.assessed ? t(v.struck ? 'suppose.was' : 'suppose.not') : v.struck ? t('struck') : left(v)),
    },
  ]
  return (
    <Panel title={t(letter.assessed ? 'suppose.frozen' : 'suppose.title')} flush>
      <DataTable
        id="letter-veto"
        label={t('veto')}
        columns={columns}
        rows={counting(letter).vetoes}
        rowKey={v => v.key}
      />
      {!letter.assessed && (
        <div className={css.suppose}>
          <p>{t('suppose.ask')}</p>
          <div className={css.chips}>
            {metrics.map(m => (
              <Chip key={m} pressed={m === metric} onPress={() => setMetric(m === metric ? '' : m)}>
                {word(letter.metrics[m]) || m}
              </Chip>
            ))}
          </div>
          {metric && then.data && (
            <Note tone={then.data.vetoed ? 'warn' : 'info'}>
              {t(then.data.vetoed ? 'suppose.fails' : open(then.data) ? 'suppose.open' : 'suppose.stands', {
                points: points(then.data.points),
                rest: points(undecided(then.data)),
                grade: lang === 'en' ? then.data.gradeEn : then.data.gradeZh,
              })}
            </Note>
          )}
        </div>
      )}
    </Panel>
  )
}
