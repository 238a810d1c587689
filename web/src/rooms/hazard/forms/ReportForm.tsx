import { useState } from 'react'
import type { FileRef, Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { uuidv7 } from '@/app/uuid'
import {
  Actions,
  AreaField,
  Button,
  DateField,
  Form,
  RadioField,
  SelectField,
  SentencePicker,
  SitePicker,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import { useReport, useTerms, type Walked } from '../data'
import { grades } from '../types'
import { Walk } from '../Walk'
import { Photos } from './Photos'
import { asPhotos } from './useSubmit'

interface Values {
  site: Named | null
  unit: Named | null
  where: string
  sector: string
  category: string
  cause: string
  text: string
  clause: string
  grade: string
  source: string
  due: string
  asked: Named | null
  photos: FileRef[]
}

const sourceOf: Record<string, string> = {
  department: 'department',
  township: 'township',
  village: 'village',
  enterprise: 'self',
}

/** A finding that comes in at a desk: site or unit, what it is, how bad, by when. */
export function ReportForm({ site, onDone }: { site: Named | null; onDone: (id: string) => void }) {
  const t = useT('hazard')
  const { post } = useSession()
  const [id] = useState(uuidv7)
  const [walked, setWalked] = useState<Walked>({ sector: '', answers: {} })
  const source = sourceOf[post?.kind ?? ''] ?? 'joint'
  const form = useForm<Values>(
    {
      site,
      unit: null,
      where: '',
      sector: '',
      category: '',
      cause: 'unknown',
      text: '',
      clause: '',
      grade: 'general',
      source,
      due: '',
      asked: null,
      photos: [],
    },
    ['category', 'text'],
    v => ({ ...(v.site || v.unit ? {} : { site: t('need.site') }) }),
  )
  const { values, set, update } = form
  const key = useKey()
  const act = useReport()
  const send = () => {
    if (!form.valid()) return
    const walk = values.grade !== 'general' && Object.keys(walked.answers).length > 0 ? walked : undefined
    const body = { id, ...wire(values), photos: asPhotos(values.photos), walk }
    act.mutate(
      { body, key: key(body) },
      {
        onSuccess: h => {
          toast(t('report.said', { number: h.number, unit: h.unit.name }))
          onDone(h.id)
        },
      },
    )
  }
  return (
    <Form onSubmit={send} errors={form.errors} problem={act.error}>
      <Place values={values} set={set} />
      <AreaField {...form.bind('text')} label={t('fact.text')} hint={t('report.textHint')} />
      <Kind values={values} set={set} />
      <Photos
        name="photos"
        label={t('report.photos')}
        optional
        files={values.photos}
        onFiles={change => update(v => ({ ...v, photos: change(v.photos) }))}
      />
      <RadioField
        {...form.bind('grade')}
        label={t('report.grade')}
        options={grades.map(v => ({ value: v, label: t(`report.${v}`) }))}
      />
      {values.grade !== 'general' && (
        <Walk
          sector={values.sector}
          category={values.category}
          value={walked}
          onValue={setWalked}
          onVerdict={grade => grade !== 'general' && set('grade', grade)}
        />
      )}
      <DateField
        {...form.bind('due')}
        label={t('report.due')}
        hint={t('report.dueHint')}
        optional
        chips={['3d', '7d', '15d']}
      />
      <SentencePicker
        name="because"
        label={t('report.asked')}
        hint={t('report.askedHint')}
        optional
        value={values.asked}
        onValue={v => set('asked', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {t('report.do')}
        </Button>
      </Actions>
    </Form>
  )
}

function wire(v: Values): Record<string, unknown> {
  return {
    site: v.site?.id,
    unit: v.unit?.id,
    where: v.where.trim() || undefined,
    sector: v.sector || undefined,
    category: v.category,
    cause: v.cause || undefined,
    text: v.text.trim(),
    clause: v.clause.trim() || undefined,
    grade: v.grade,
    source: v.source,
    due: v.due || undefined,
    because: v.asked ? [{ kind: 'committee.decision', id: v.asked.id }] : undefined,
  }
}

interface PartProps {
  values: Values
  set: <K extends keyof Values>(name: K, value: Values[K]) => void
}

function Place({ values, set }: PartProps) {
  const t = useT('hazard')
  return (
    <>
      <SitePicker
        name="site"
        label={t('fact.site')}
        hint={t('report.siteHint')}
        value={values.site}
        onValue={v => set('site', v)}
      />
      {!values.site && (
        <UnitPicker name="unit" label={t('report.unit')} optional value={values.unit} onValue={v => set('unit', v)} />
      )}
      <TextField name="where" label={t('fact.where')} optional value={values.where} onValue={v => set('where', v)} />
    </>
  )
}

function Kind({ values, set }: PartProps) {
  const t = useT('hazard')
  const terms = useTerms()
  const choose = t('choose')
  return (
    <>
      <SelectField
        name="category"
        label={t('fact.category')}
        blank={choose}
        value={values.category}
        onValue={v => set('category', v)}
        options={terms.options('categories')}
      />
      <SelectField
        name="sector"
        label={t('fact.sector')}
        hint={t('report.sectorHint')}
        optional
        blank={choose}
        value={values.sector}
        onValue={v => set('sector', v)}
        options={terms.options('sectors')}
      />
      <SelectField
        name="cause"
        label={t('fact.cause')}
        value={values.cause}
        onValue={v => set('cause', v)}
        options={terms.options('causes')}
      />
      <SelectField
        name="source"
        label={t('fact.source')}
        value={values.source}
        onValue={v => set('source', v)}
        options={terms.options('sources')}
      />
      <TextField
        name="clause"
        label={t('fact.clause')}
        hint={t('fact.clauseHint')}
        optional
        value={values.clause}
        onValue={v => set('clause', v)}
      />
    </>
  )
}
