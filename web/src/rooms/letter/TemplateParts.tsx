import { useT } from '@/app/i18n'
import { whileTyping } from '@/app/number'
import { usePrefs } from '@/app/prefs'
import { Note, Panel, SelectField, TextField } from '@/kit'
import { type Row, type RowField, TemplateRows } from './TemplateRows'
import { type Clause, type Metric, sums, type TemplateBody } from './template'

interface PartsProps {
  body: TemplateBody
  metrics: Metric[]
  onBody: (body: TemplateBody) => void
}

/** The four parts with their clauses; under each stands at once whether its weights sum. */
export function TemplateParts({ body, metrics, onBody }: PartsProps) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const wrong = sums(body)
  const put = (i: number, edit: Partial<TemplateBody['parts'][number]>) =>
    onBody({ ...body, parts: body.parts.map((p, k) => (k === i ? { ...p, ...edit } : p)) })
  return body.parts.map((p, i) => {
    const off = wrong.find(w => w.part === p.zh)
    return (
      <Panel key={p.key} title={lang === 'en' ? p.en : p.zh}>
        <TextField
          name={`body.parts[${i}].weight`}
          label={t('templates.weightPart')}
          inputMode="decimal"
          value={String(p.weight)}
          onValue={v => put(i, { weight: whileTyping(v) as number })}
        />
        {off ? (
          <Note tone="warn">{t('templates.sum', { ...off, part: lang === 'en' ? p.en : p.zh })}</Note>
        ) : (
          <p className="muted">{t('templates.sums')}</p>
        )}
        <TemplateRows
          title={t('templates.clauses')}
          at={`body.parts[${i}].clauses`}
          rows={p.clauses as unknown as Row[]}
          fields={clauseFields(t)}
          metrics={metrics}
          blank={{ weight: 0, how: 'self', evidence: '' }}
          onRows={rows => put(i, { clauses: rows.map(tidy) })}
          extra={(row, edit) => <How row={row} onEdit={edit} />}
        />
      </Panel>
    )
  })
}

const clauseFields = (t: (key: string) => string): RowField[] => [
  { name: 'zh', label: t('templates.zh'), kind: 'text' },
  { name: 'en', label: t('templates.en'), kind: 'text' },
  { name: 'weight', label: t('weight'), kind: 'number' },
  { name: 'metric', label: t('templates.metric'), kind: 'metric', when: r => r.how !== 'self' },
  { name: 'target', label: t('templates.target'), kind: 'number', when: r => r.how === 'reach' },
  { name: 'each', label: t('templates.each'), kind: 'number', when: r => r.how === 'deduct' },
  { name: 'evidence', label: t('templates.evidence'), kind: 'text', when: r => r.how === 'self' },
]

const ways = ['ratio', 'reach', 'deduct', 'self'] as const

function How({ row, onEdit }: { row: Row; onEdit: (edit: Partial<Row>) => void }) {
  const t = useT('letter')
  return (
    <SelectField
      name={`how-${row.key}`}
      label={t('howCounted')}
      value={String(row.how)}
      onValue={how => onEdit({ how })}
      options={ways.map(w => ({ value: w, label: t(`templates.how.${w}`) }))}
    />
  )
}

/** What a way of scoring does not use is not sent: the server would refuse it. */
function tidy(row: Row): Clause {
  const c = row as unknown as Clause
  return {
    ...c,
    metric: c.how === 'self' ? undefined : c.metric,
    target: c.how === 'reach' ? c.target : undefined,
    each: c.how === 'deduct' ? c.each : undefined,
  }
}
