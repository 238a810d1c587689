import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useRows } from '@/offline/Offline'
import { Chip, Note } from '@/parts'
import css from './Capture.module.css'
import type { Capture } from './draft'
import type { Criteria, Word } from './pack'

interface WalkBoxProps {
  capture: Capture
  sector?: Word
  onChange: (part: Partial<Capture>) => void
}

/** WalkBox grades: most hazards are ordinary; what may be major is walked through clause by clause. */
export function WalkBox({ capture, sector, onChange }: WalkBoxProps) {
  const t = useT('finding')
  const major = capture.grade !== 'general'
  return (
    <div className={css.block}>
      <div className={css.chips}>
        <Chip pressed={!major} onPress={() => onChange({ grade: 'general', walk: undefined })}>
          {t('grade.general')}
        </Chip>
        <Chip pressed={major} onPress={() => onChange({ grade: 'maybe_major', fixedOnSpot: false, fixed: [] })}>
          {t('grade.maybe')}
        </Chip>
      </div>
      {major && <Clauses capture={capture} sector={sector} onChange={onChange} />}
    </div>
  )
}

function Clauses({ capture, sector, onChange }: WalkBoxProps) {
  const t = useT('finding')
  const { lang } = usePrefs()
  const all = useRows<Criteria>('criteria') ?? []
  const chosen = capture.walk?.sector ?? sector?.criteria?.[0]
  const criteria = all.find(c => c.sector === chosen)
  if (!criteria) {
    return (
      <>
        <Note>{t('walk.none')}</Note>
        <div className={css.chips}>
          {all.map(c => (
            <Chip key={c.sector} onPress={() => onChange({ walk: { sector: c.sector, answers: {} } })}>
              {c.standard}
            </Chip>
          ))}
        </div>
      </>
    )
  }
  const answers = capture.walk?.answers ?? {}
  const answer = (key: string, value: string) => {
    const next = { ...answers, [key]: value }
    const yes = criteria.clauses.some(c => !c.group && c.certain && next[c.key] === 'yes')
    onChange({ grade: yes ? 'major' : 'maybe_major', walk: { sector: criteria.sector, answers: next } })
  }
  return (
    <>
      <p className="muted">{t('walk.lead', { standard: criteria.standard })}</p>
      <ol className={css.walk}>
        {criteria.clauses.map(c => (
          <li key={c.key}>
            <span>
              {(lang === 'en' && c.en) || c.text} <span className="muted">{c.clause}</span>
            </span>
            <div className={css.keys}>
              {['yes', 'no', 'unknown'].map(v => (
                <Chip key={v} pressed={answers[c.key] === v} onPress={() => answer(c.key, v)}>
                  {t(`walk.${v}`)}
                </Chip>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
