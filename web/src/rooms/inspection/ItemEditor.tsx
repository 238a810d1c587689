import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, CheckField, IconButton, SelectField, TextField } from '@/kit'
import { type Basis, type Form, type Item, itemKinds } from './data'
import { isYesNo, withKind } from './draft'
import css from './Inspection.module.css'
import { bars, cells, LinesField } from './LinesField'

interface Props {
  no: number
  it: Item
  form: Form
  onChange: (next: Item) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One question: its words and kind are always in sight; conditions and evidence open when they are wanted. */
export function ItemEditor({ no, it, form, onChange, onMove, onRemove }: Props) {
  const t = useT('inspection')
  const [open, setOpen] = useState(false)
  const field = (name: string) => `form.items[${no}].${name}`
  const set = <K extends keyof Item>(key: K, value: Item[K]) => onChange({ ...it, [key]: value })
  const lists = (form.lists ?? []).filter(l => isYesNo(l) === (it.kind === 'yesno'))
  const asked = it.kind !== 'group' && it.kind !== 'note'
  return (
    <section className={css.editor} aria-label={t('editor.item', { no: no + 1 })}>
      <div className={css.row}>
        <strong className={css.no}>{no + 1}</strong>
        <div className={css.grow}>
          <TextField name={field('label')} label={t('item.label')} value={it.label} onValue={v => set('label', v)} />
        </div>
        <SelectField
          name={field('kind')}
          label={t('item.kind')}
          value={it.kind}
          onValue={v => onChange(withKind(it, v as Item['kind'], form))}
          options={itemKinds.map(k => ({ value: k, label: t(`kind.${k}`) }))}
        />
        <span className={css.up}>
          <IconButton icon="back" label={t('editor.up')} onClick={() => onMove(-1)} />
        </span>
        <IconButton icon="down" label={t('editor.down')} onClick={() => onMove(1)} />
        <IconButton icon="close" label={t('editor.remove')} onClick={onRemove} />
      </div>
      <div className={css.row}>
        {asked && (
          <CheckField label={t('item.required')} checked={it.required ?? false} onChecked={v => set('required', v)} />
        )}
        {asked && <CheckField label={t('item.major')} checked={it.major ?? false} onChecked={v => set('major', v)} />}
        <Button look="quiet" small onClick={() => setOpen(!open)} aria-expanded={open}>
          {t(open ? 'editor.less' : 'editor.more')}
        </Button>
      </div>
      {open && (
        <>
          <div className={css.pair}>
            <TextField
              name={field('labelEn')}
              label={t('item.labelEn')}
              optional
              value={it.labelEn ?? ''}
              onValue={v => set('labelEn', v)}
            />
            <TextField
              name={field('name')}
              label={t('item.name')}
              hint={t('item.nameHint')}
              value={it.name}
              onValue={v => set('name', v)}
            />
            {lists.length > 0 && ['yesno', 'choice', 'choices'].includes(it.kind) && (
              <SelectField
                name={field('list')}
                label={t('item.list')}
                value={it.list ?? ''}
                onValue={v => set('list', v)}
                options={lists.map(l => ({ value: l.name, label: l.name }))}
              />
            )}
            <SelectField
              name={field('group')}
              label={t('item.group')}
              blank={t('item.noGroup')}
              value={it.group ?? ''}
              onValue={v => set('group', v || undefined)}
              options={form.items
                .filter(x => x.kind === 'group' && x !== it)
                .map(g => ({ value: g.name, label: g.label || g.name }))}
            />
            <TextField
              name={field('relevant')}
              label={t('item.relevant')}
              hint={t('item.relevantHint')}
              optional
              value={it.relevant ?? ''}
              onValue={v => set('relevant', v)}
            />
            {asked && (
              <TextField
                name={field('constraint')}
                label={t('item.constraint')}
                hint={t('item.constraintHint')}
                optional
                value={it.constraint ?? ''}
                onValue={v => set('constraint', v)}
              />
            )}
            {asked && it.constraint && (
              <TextField
                name={field('message')}
                label={t('item.message')}
                optional
                value={it.message ?? ''}
                onValue={v => set('message', v)}
              />
            )}
            {asked && (
              <TextField
                name={field('finding')}
                label={t('item.finding')}
                hint={t('item.findingHint')}
                optional
                value={it.finding ?? ''}
                onValue={v => set('finding', v)}
              />
            )}
            {asked && (
              <TextField
                name={field('category')}
                label={t('item.category')}
                optional
                value={it.category ?? ''}
                onValue={v => set('category', v)}
              />
            )}
          </div>
          {asked && <Evidence no={no} it={it} onChange={onChange} />}
          <LinesField
            name={field('basis')}
            label={t('item.basis')}
            hint={t('item.basisHint')}
            optional
            rows={2}
            start={it.basis ?? []}
            write={b => bars(b.document, b.clause, b.confidence)}
            read={readBasis}
            onRows={basis => set('basis', basis)}
          />
        </>
      )}
    </section>
  )
}

/** readBasis reads a line: document | clause | confidence. */
function readBasis(line: string): Basis {
  const [document, clause, confidence] = cells(line)
  return { document, clause, confidence: confidence as Basis['confidence'] }
}

/** Evidence is asked for by the answer: when, how many photographs, and whether in words. */
function Evidence({ no, it, onChange }: { no: number; it: Item; onChange: (next: Item) => void }) {
  const t = useT('inspection')
  const asks = it.asks ?? []
  const put = (next: typeof asks) => onChange({ ...it, asks: next })
  return (
    <>
      {asks.map((a, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: demands have no name of their own
        <div key={i} className={css.row}>
          <div className={css.grow}>
            <TextField
              name={`form.items[${no}].asks[${i}].when`}
              label={t('ask.when')}
              hint={t('ask.whenHint')}
              optional
              value={a.when ?? ''}
              onValue={when => put(asks.map((x, j) => (j === i ? { ...x, when } : x)))}
            />
          </div>
          <TextField
            name={`form.items[${no}].asks[${i}].photos`}
            label={t('ask.photos')}
            type="number"
            min={0}
            max={9}
            value={String(a.photos ?? 0)}
            onValue={v => put(asks.map((x, j) => (j === i ? { ...x, photos: Number(v) } : x)))}
          />
          <CheckField
            label={t('ask.note')}
            checked={a.note ?? false}
            onChecked={note => put(asks.map((x, j) => (j === i ? { ...x, note } : x)))}
          />
          <IconButton icon="close" label={t('ask.remove')} onClick={() => put(asks.filter((_, j) => j !== i))} />
        </div>
      ))}
      <Button look="quiet" small icon="plus" onClick={() => put([...asks, { photos: 1 }])}>
        {t('ask.add')}
      </Button>
    </>
  )
}
