import { useEffect } from 'react'
import { useT } from '@/app/i18n'
import { Chip, Loaded, Note, Tag } from '@/kit'
import css from './Detail.module.css'
import { useCriteria, useVerdict, type Walked } from './data'
import { gradeTone } from './standing'
import type { Criteria, Grade, Verdict } from './types'

interface WalkProps {
  sector: string
  category: string
  value: Walked
  onValue: (value: Walked) => void
  onVerdict: (grade: Grade) => void
}

/** The walk of two minutes: is the situation of the clause given? What the answers come to stands below, with its clause. */
export function Walk({ sector, category, value, onValue, onVerdict }: WalkProps) {
  const t = useT('hazard')
  const found = useCriteria(sector, category)
  const lists = found.data?.items ?? []
  const usable = lists.find(c => (c.clauses ?? []).length > 0) ?? lists[0]
  const chosen = lists.find(c => c.sector === value.sector) ?? usable
  const first = chosen?.sector ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the list that is shown decides
  useEffect(() => {
    if (first && first !== value.sector) onValue({ ...value, sector: first })
  }, [first])
  return (
    <section className={css.walk} aria-label={t('walk.title')}>
      <Loaded query={found} rows={4}>
        {() =>
          chosen ? (
            <>
              {lists.length > 1 && (
                <div className={css.chips}>
                  {lists.map(c => (
                    <Chip
                      key={c.sector}
                      pressed={c === chosen}
                      onPress={() => onValue({ sector: c.sector, answers: {} })}
                    >
                      {c.standard}
                    </Chip>
                  ))}
                </div>
              )}
              <Clauses criteria={chosen} value={value} onValue={onValue} />
              <Outcome walked={value} onVerdict={onVerdict} />
            </>
          ) : (
            <Note>{t('walk.none')}</Note>
          )
        }
      </Loaded>
    </section>
  )
}

const answers = ['yes', 'no', 'unknown']

function Clauses({ criteria, value, onValue }: { criteria: Criteria } & Pick<WalkProps, 'value' | 'onValue'>) {
  const t = useT('hazard')
  const clauses = criteria.clauses ?? []
  if (clauses.length === 0)
    return <Note>{[criteria.standard, criteria.document, criteria.note].filter(Boolean).join(' ')}</Note>
  const answer = (key: string, said: string) => onValue({ ...value, answers: { ...value.answers, [key]: said } })
  const rest = Object.fromEntries(clauses.map(c => [c.key, value.answers[c.key] ?? 'no']))
  return (
    <>
      <p className="muted">
        {t('walk.lead', { standard: criteria.standard, document: criteria.document, count: clauses.length })}
      </p>
      <ol className={css.clauses}>
        {clauses.map(c => (
          <li key={c.key}>
            <p>
              <strong>{c.clause}</strong> {c.text} {!c.certain && <Tag>{t('walk.uncertain')}</Tag>}
            </p>
            {/* biome-ignore lint/a11y/useSemanticElements: three chips are no fieldset */}
            <div className={css.chips} role="group" aria-label={c.clause}>
              {answers.map(v => (
                <Chip key={v} pressed={value.answers[c.key] === v} onPress={() => answer(c.key, v)}>
                  {t(`walk.${v}`)}
                </Chip>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <div className={css.chips}>
        <Chip onPress={() => onValue({ ...value, answers: rest })}>{t('walk.rest')}</Chip>
      </div>
      {!criteria.complete && <Note>{t('walk.incomplete')}</Note>}
    </>
  )
}

function Outcome({ walked, onVerdict }: { walked: Walked; onVerdict: (grade: Grade) => void }) {
  const verdict = useVerdict(walked)
  const grade = verdict.data?.grade
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each verdict
  useEffect(() => {
    if (grade) onVerdict(grade)
  }, [grade])
  return <div role="status">{verdict.data && <VerdictLine verdict={verdict.data} />}</div>
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const t = useT('hazard')
  return (
    <p className={css.verdict}>
      <Tag tone={gradeTone[verdict.grade]}>{t(`grade.${verdict.grade}`)}</Tag>
      <span>{verdict.basis.clause && t('walk.by', { clause: verdict.basis.clause })}</span>
      {verdict.open.length > 0 && <span className="muted">{t('walk.open', { count: verdict.open.length })}</span>}
    </p>
  )
}
