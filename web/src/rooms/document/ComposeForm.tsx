import { useState } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  CheckAnswers,
  CheckField,
  Chosen,
  Failure,
  Form,
  SelectField,
  TextField,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import css from './Document.module.css'
import { type Content, type Text, useAct, useKinds } from './data'
import { PaperView } from './PaperView'
import { TaskRows } from './TaskRows'

interface ComposeProps {
  text?: Text
  first: Content
  codes: string[]
  onSaved: (text: Text) => void
}

type Values = Content & { to: Named[] }

/** The fields of a document beside its page. Saving keeps a draft; numbering freezes it and sends it in one go. */
export function ComposeForm({ text, first, codes, onSaved }: ComposeProps) {
  const t = useT('document')
  const kinds = useKinds()
  const form = useForm<Values>({ ...(text?.content ?? first), to: text?.toNames ?? [] }, v => [
    'title',
    v.kind !== 'tasks' && 'text',
  ])
  const act = useAct<Text>()
  const key = useKey()
  const [ask, setAsk] = useState(false)
  const { values: v, set } = form
  const { to, ...content } = v
  const kind = kinds.data?.items.find(k => k.key === v.kind)
  const body = { content: { ...content, tasks: v.kind === 'tasks' ? v.tasks : undefined }, to: to.map(u => u.id) }
  const save = () =>
    text
      ? act.mutateAsync({
          path: `/drafts/${text.id}`,
          method: 'put',
          body: { ...body, revision: text.revision },
          key: key(v),
        })
      : act.mutateAsync({ path: '/drafts', body, key: key(v) })
  const send = async () => {
    const saved = await save()
    onSaved(saved)
    const issued = await act.mutateAsync({
      path: `/drafts/${saved.id}/issue`,
      body: { revision: saved.revision },
      key: key(['issue', saved.id, saved.revision]),
    })
    onSaved(
      to.length > 0
        ? await act.mutateAsync({ path: `/drafts/${saved.id}/send`, key: key(['send', saved.id]) })
        : issued,
    )
  }
  const quietly = (work: Promise<unknown>) => void work.catch(() => setAsk(false)) // the form shows what was wrong
  return (
    <div className={css.compose}>
      <Form onSubmit={() => quietly(save().then(onSaved))} errors={form.errors} problem={act.error}>
        <SelectField
          {...form.bind('kind')}
          label={t('kind')}
          options={(kinds.data?.items ?? []).filter(k => k.compose).map(k => ({ value: k.key, label: k.name }))}
        />
        <TextField {...form.bind('title')} label={t('title')} />
        <Chosen value={to} onValue={x => set('to', x)} offers={[]} offered="">
          {add => <UnitPicker name="to" label={t('to')} hint={t('toHint')} value={null} onValue={add} />}
        </Chosen>
        <AreaField {...form.bind('text')} label={t('text')} hint={t('textHint')} rows={12} />
        {v.kind === 'tasks' && <TaskRows rows={v.tasks ?? []} onRows={x => set('tasks', x)} />}
        <SelectField
          {...form.bind('urgency')}
          label={t('urgency.title')}
          options={['ordinary', 'urgent', 'extra_urgent'].map(u => ({ value: u, label: t(`urgency.${u}`) }))}
        />
        <TextField
          {...form.bind('code')}
          label={t('code')}
          hint={codes.length > 1 ? t('codeUsed', { codes: codes.join('、') }) : t('codeHint')}
        />
        <TextField {...form.bind('signer')} label={t('signer')} />
        <TextField {...form.bind('organ')} label={t('organ')} optional />
        <TextField {...form.bind('addressee')} label={t('addressee')} optional hint={t('addresseeHint')} />
        <TextField name="copyTo" label={t('copyTo')} optional value={v.copyTo ?? ''} onValue={x => set('copyTo', x)} />
        <CheckField label={t('exerciseMark')} checked={v.exercise ?? false} onChecked={x => set('exercise', x)} />
        <Actions>
          <Button look="primary" onClick={() => setAsk(form.valid())}>
            {t(to.length > 0 ? 'issueSend' : 'issue')}
          </Button>
          <Button type="submit" busy={act.isPending}>
            {t('save')}
          </Button>
          {text && (
            <Button
              look="quiet"
              onClick={() =>
                quietly(act.mutateAsync({ path: `/drafts/${text.id}/drop`, key: key(['drop', text.id]) }).then(onSaved))
              }
            >
              {t('drop')}
            </Button>
          )}
        </Actions>
      </Form>
      <PaperView content={content} to={to.map(u => u.name)} form={kind?.form} />
      <CheckAnswers
        open={ask}
        title={t('check.send')}
        answers={[
          [t('kind'), kind?.name ?? ''],
          [t('title'), v.title],
          [t('number'), t('nextNumber', { code: `${v.code}${kind?.mark ?? ''}` })],
          [t('to'), to.map(u => u.name).join('、') || t('nobody')],
        ]}
        verb={t(to.length > 0 ? 'issueSend' : 'issue')}
        problem={act.error && <Failure problem={act.error} />}
        busy={act.isPending}
        onClose={() => setAsk(false)}
        onConfirm={() => quietly(send())}
      />
    </div>
  )
}
