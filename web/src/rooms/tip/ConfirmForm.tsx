import { url } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  CheckField,
  DateField,
  Field,
  Form,
  type FormState,
  HazardPicker,
  Note,
  RadioField,
  SelectField,
  SitePicker,
  TextField,
  UnitPicker,
  useForm,
} from '@/kit'
import { useTerms } from '@/rooms/hazard/data'
import type { Tip } from './data'
import { useSend } from './forms'
import css from './Tip.module.css'
import type { FormProps } from './TipVerbs'

interface Values {
  /** new: a hazard of its own; known: one that the ledger has already. */
  as: string
  known: Named | null
  site: Named | null
  unit: Named | null
  where: string
  category: string
  text: string
  grade: string
  due: string
  photos: string[]
  answer: string
  note: string
}

function begin(tip: Tip): Values {
  return {
    as: 'new',
    known: null,
    site: tip.site.id ? tip.site : null,
    unit: null,
    where: tip.where ?? '',
    category: tip.suggest ?? '',
    text: '',
    grade: 'general',
    due: '',
    photos: [],
    answer: '',
    note: '',
  }
}

/** 属实: the hazard is written in the desk's own words, for the unit that owes it reads them. */
export function ConfirmForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm<Values>(begin(props.tip), v =>
    v.as === 'known' ? ['answer', 'known'] : ['answer', 'category', 'text', !v.site && 'unit'],
  )
  const v = form.values
  const { send, busy, problem } = useSend(props, 'confirm', 'said.confirm')
  const submit = () => form.valid() && send(wire(v))
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      {v.as === 'new' && <Note tone="warn">{t('confirm.note')}</Note>}
      <RadioField
        {...form.bind('as')}
        label={t('confirm.as')}
        options={['new', 'known'].map(x => ({ value: x, label: t(`confirm.is.${x}`) }))}
      />
      {v.as === 'known' ? (
        <HazardPicker {...form.bind('known')} label={t('confirm.known')} hint={t('confirm.knownHint')} />
      ) : (
        <Hazard tip={props.tip} form={form} />
      )}
      <AreaField {...form.bind('answer')} label={t('answer')} hint={t('confirm.answerHint')} />
      <AreaField {...form.bind('note')} label={t('note')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t(v.as === 'known' ? 'confirm.hang' : 'confirm.do')}
        </Button>
      </Actions>
    </Form>
  )
}

interface PartProps {
  tip: Tip
  form: FormState<Values>
}

/** A hazard of its own, in the words of the desk. */
function Hazard({ tip, form }: PartProps) {
  const t = useT('tip')
  const terms = useTerms()
  const { bind } = form
  return (
    <>
      <SitePicker {...bind('site')} label={t('site')} />
      {!form.values.site && <UnitPicker {...bind('unit')} label={t('confirm.unit')} />}
      <TextField {...bind('where')} label={t('where')} optional />
      <SelectField
        {...bind('category')}
        label={t('confirm.category')}
        blank={t('choose')}
        options={terms.options('categories')}
      />
      <AreaField {...bind('text')} label={t('confirm.text')} hint={t('confirm.textHint')} />
      <RadioField
        {...bind('grade')}
        label={t('confirm.grade')}
        options={['general', 'maybe_major'].map(x => ({ value: x, label: t(`grade.${x}`) }))}
      />
      <DateField {...bind('due')} label={t('confirm.due')} optional />
      <Chosen tip={tip} form={form} />
    </>
  )
}

/** None of the reporter's pictures goes along unless somebody chose it: where one stood tells who one is. */
function Chosen({ tip, form }: PartProps) {
  const t = useT('tip')
  const { values: v, set } = form
  if (tip.pictures.length === 0) return null
  const turn = (hash: string, on: boolean) => set('photos', on ? [...v.photos, hash] : v.photos.filter(x => x !== hash))
  return (
    <Field name="photos" label={t('confirm.photos')} hint={t('confirm.photosHint')} optional>
      {() => (
        <div className={css.pictures}>
          {tip.pictures.map((p, i) => (
            <CheckField
              key={p.hash}
              checked={v.photos.includes(p.hash)}
              onChecked={on => turn(p.hash, on)}
              label={<img src={url(`/tips/${tip.id}/photos/${p.hash}?thumb=1`)} alt={t('picture', { n: i + 1 })} />}
            />
          ))}
        </div>
      )}
    </Field>
  )
}

function wire(v: Values): Record<string, unknown> {
  const said = { answer: v.answer.trim(), note: v.note.trim() || undefined }
  if (v.as === 'known') return { ...said, known: v.known?.id }
  return {
    ...said,
    found: {
      site: v.site?.id,
      unit: v.site ? undefined : v.unit?.id,
      where: v.where.trim() || undefined,
      category: v.category,
      text: v.text.trim(),
      grade: v.grade,
      due: v.due || undefined,
      photos: v.photos,
    },
  }
}
