import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, FileDrop, Form, Icon, RadioField, useForm } from '@/kit'
import css from '../Detail.module.css'
import type { FileRef } from '../types'
import { checklist } from '../verbs'
import { useSubmit, type VerbFormProps } from './useSubmit'

interface Values {
  text: string
  kind: 'progress' | 'final'
  files: FileRef[]
}

const most = 25 * 1024 * 1024

/** Feedback once, with the proof; the list of what is asked for ticks itself off while one writes. */
export function FeedbackForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm<Values>({ text: '', kind: 'progress', files: [] }, ['text'])
  const { text, kind, files } = form.values
  const { submit, busy, problem } = useSubmit(props, 'feedback')
  const final = kind === 'final'
  const send = () => {
    if (!form.valid()) return
    const said = final ? 'verb.feedbackFinalSaid' : 'verb.feedbackSaid'
    submit({ text: text.trim(), final, files: files.map(f => f.hash) }, said)
  }
  const asks = checklist(props.detail, files, text)
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <RadioField
        name="kind"
        label={t('feedback.kind')}
        value={kind}
        onValue={v => form.set('kind', v === 'final' ? 'final' : 'progress')}
        options={[
          { value: 'progress', label: t('feedback.progress') },
          { value: 'final', label: t('feedback.final', { reviewer: props.detail.reviewer.name }) },
        ]}
      />
      <AreaField
        {...form.bind('text')}
        label={t('feedback.text')}
        hint={props.detail.standard ? t('feedback.standard', { standard: props.detail.standard }) : undefined}
      />
      <FileDrop
        name="files"
        label={t('feedback.files')}
        hint={t('feedback.filesHint')}
        optional={!final}
        max={most}
        files={files}
        onFiles={change => form.set('files', change(files))}
      />
      {final && asks.length > 0 && (
        <div>
          <p>{t('feedback.asks')}</p>
          <ul className={css.asks}>
            {asks.map(a => (
              <li key={a.label} data-done={a.have >= a.min || undefined}>
                <Icon name={a.have >= a.min ? 'check' : 'info'} size={14} />
                {t('feedback.ask', { ...a })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t(final ? 'feedback.doFinal' : 'feedback.do')}
        </Button>
      </Actions>
    </Form>
  )
}
