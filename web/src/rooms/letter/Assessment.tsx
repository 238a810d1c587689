import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link } from '@/app/router'
import { sayTime } from '@/app/time'
import { Facts, Panel } from '@/kit'
import { since } from './assessed'
import { type Letter, points } from './data'

/** What the year-end assessment found, since when it stands, and the way there; the live score only as what it is. */
export function Assessment({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const a = letter.assessed
  if (!a) return null
  const closed = a.state === 'closed'
  return (
    <Panel
      title={t('assessed.title', { year: letter.year })}
      extra={<Link to={`/letters/year?year=${letter.year}&kind=${letter.kind}`}>{t('assessed.open')}</Link>}
    >
      <Facts
        items={[
          [
            t(closed ? 'year.final' : 'year.frozenScore'),
            t('pointsOf', { points: points(a.score.points), full: points(a.score.full) }),
          ],
          [t('grade'), closed ? (lang === 'en' ? a.score.gradeEn : a.score.gradeZh) : t('assessed.noGrade')],
          [t('assessed.frozen'), sayTime(a.frozen, lang)],
          ...(closed && a.closed ? [[t('assessed.closed'), sayTime(a.closed, lang)] as [string, string]] : []),
        ]}
      />
      <p className="muted">{since(letter, t, lang)}</p>
    </Panel>
  )
}
