import { useCertainty } from '@/app/certainty'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { AreaField, Note, SelectField } from '@/kit'
import { type Method, useRules } from './data'
import { Grade } from './Grade'
import css from './Risk.module.css'
import { colourOf, scoreOf } from './score'

export interface Rating {
  method: string
  values: Record<string, string>
  reason: string
}

export const noRating: Rating = { method: '', values: {}, reason: '' }

/** wireRating is the rating as the server takes it; without a method there is none. */
export function wireRating(r: Rating) {
  if (!r.method) return undefined
  const values = Object.fromEntries(Object.entries(r.values).map(([key, value]) => [key, Number(value)]))
  return { method: r.method, values, reason: r.reason.trim() }
}

interface FieldsProps {
  rating: Rating
  onRating: (rating: Rating) => void
  suggests?: string
}

/** The steps of LEC or LS in words; the score and the colour follow while one chooses. */
export function RateFields({ rating, onRating, suggests }: FieldsProps) {
  const t = useT('risk')
  const sure = useCertainty()
  const { lang } = usePrefs()
  const rules = useRules()
  const word = (x: { zh: string; en: string }) => (lang === 'en' ? x.en : x.zh)
  const methods = rules.data?.methods ?? []
  const method = methods.find(m => m.key === rating.method)
  return (
    <>
      <SelectField
        name="method"
        label={t('method')}
        blank={t('choose')}
        value={rating.method}
        onValue={m => onRating({ ...rating, method: m, values: {} })}
        options={methods.map(m => ({ value: m.key, label: word(m) }))}
      />
      {method?.factors.map(f => (
        <SelectField
          key={f.key}
          name={`values.${f.key}`}
          label={word(f)}
          blank={t('choose')}
          value={rating.values[f.key] ?? ''}
          onValue={v => onRating({ ...rating, values: { ...rating.values, [f.key]: v } })}
          options={f.steps.map(s => ({ value: String(s.value), label: `${s.value}　${word(s)}` }))}
        />
      ))}
      {method && <Outcome method={method} rating={rating} suggests={suggests} word={word} />}
      <AreaField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        rows={3}
        value={rating.reason}
        onValue={v => onRating({ ...rating, reason: v })}
      />
      {rules.data && <p className="muted">{t('scaleFrom', { confidence: sure(rules.data.confidence) })}</p>}
    </>
  )
}

interface OutcomeProps {
  method: Method
  rating: Rating
  suggests?: string
  word: (x: { zh: string; en: string }) => string
}

function Outcome({ method, rating, suggests, word }: OutcomeProps) {
  const t = useT('risk')
  const score = scoreOf(method, rating.values)
  const band = score === undefined ? undefined : colourOf(method, score)
  if (!band || score === undefined) return <p className="muted">{t('notYet')}</p>
  return (
    <div aria-live="polite" className={css.outcome}>
      <Grade colour={band.colour} /> {t('outcome', { score, words: word(band) })}
      {suggests && suggests !== band.colour && <Note>{t('differs', { colour: t(`colour.${suggests}`) })}</Note>}
    </div>
  )
}
