import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { navigate, useFilters } from '@/app/router'
import { Actions, Button, Form, Loaded, Page, Panel, TextField, toast, useKey } from '@/kit'
import { type ChecklistView, type Item, useOne, useRoomWrite, useSiteKinds } from './data'
import { changed, type Draft, draftOf, moved, newDraft, newItem, removed } from './draft'
import css from './Inspection.module.css'
import { ItemEditor } from './ItemEditor'
import { KindPicker } from './KindPicker'
import { ListEditor } from './ListEditor'

/** A checklist is written here; what was published does not change until it is published again. */
export default function EditorPage({ params }: Screen) {
  const [{ from }] = useFilters()
  return params.id ? <Known id={params.id} /> : <Editor start={newDraft(from)} />
}

function Known({ id }: { id: string }) {
  const one = useOne<ChecklistView>('checklist', `/checklists/${id}`, { version: undefined })
  return <Loaded query={one}>{v => <Editor start={draftOf(v)} />}</Loaded>
}

function Editor({ start }: { start: Draft }) {
  const t = useT('inspection')
  const keyFor = useKey()
  const [draft, setDraft] = useState(start)
  const kinds = useSiteKinds()
  const change = (patch: Partial<Draft>) => setDraft(old => ({ ...old, ...patch }))
  const items = draft.form.items
  const put = (next: Item[]) => change({ form: { ...draft.form, items: next } })
  const save = useRoomWrite((body: object, key) =>
    draft.id
      ? api.put<ChecklistView>(`/checklists/${draft.id}`, body, { key })
      : api.post<ChecklistView>('/checklists', body, { key }),
  )
  const submit = () => {
    const { id: _id, revision, ...rest } = draft
    const body = draft.id ? { ...rest, revision } : rest
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: c => {
          toast(t('editor.saved'))
          navigate(`/checklists/${c.id}`)
        },
      },
    )
  }
  return (
    <Page
      name={t(draft.id ? 'editor.name' : 'list.new')}
      crumbs={[{ label: t('tab.checklists'), to: '/checklists' }]}
      title={draft.title || t('editor.untitled')}
      lead={t('editor.lead')}
    >
      <Form onSubmit={submit} problem={save.error}>
        <Panel title={t('checklist.about')}>
          <div className={css.pair}>
            <TextField
              name="title"
              label={t('editor.title')}
              value={draft.title}
              onValue={title => change({ title })}
            />
            <TextField
              name="titleEn"
              label={t('editor.titleEn')}
              optional
              value={draft.titleEn}
              onValue={titleEn => change({ titleEn })}
            />
            {!draft.id && (
              <TextField
                name="code"
                label={t('list.code')}
                hint={t('editor.codeHint')}
                value={draft.code}
                onValue={code => change({ code })}
              />
            )}
          </div>
          <KindPicker
            name="siteKinds"
            label={t('list.kinds')}
            kinds={kinds}
            chosen={draft.siteKinds}
            onChosen={siteKinds => change({ siteKinds })}
          />
        </Panel>
        <Panel title={t('editor.items', { count: items.length })}>
          {items.map((it, i) => (
            <ItemEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
              key={i}
              no={i}
              it={it}
              form={draft.form}
              onChange={next => put(changed(items, i, next))}
              onMove={by => put(moved(items, i, by))}
              onRemove={() => put(removed(items, i))}
            />
          ))}
          <div className={css.row}>
            <Button icon="plus" onClick={() => put([...items, newItem(items, items.at(-1)?.group)])}>
              {t('editor.add')}
            </Button>
            <Button
              icon="plus"
              onClick={() =>
                put([
                  ...items,
                  { ...newItem(items), kind: 'group', list: undefined, asks: undefined, required: undefined },
                ])
              }
            >
              {t('editor.addGroup')}
            </Button>
          </div>
        </Panel>
        <ListEditor lists={draft.form.lists ?? []} onLists={lists => change({ form: { ...draft.form, lists } })} />
        <Actions>
          <Button type="submit" look="primary" busy={save.isPending}>
            {t('editor.save')}
          </Button>
          <Button onClick={() => navigate(draft.id ? `/checklists/${draft.id}` : '/checklists')}>{t('cancel')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
