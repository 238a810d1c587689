import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, Note, RadioField, TextField, useForm } from '@/kit'
import type { Walked } from '../data'
import { Walk } from '../Walk'
import { useSubmit, type VerbFormProps } from './useSubmit'

/** 定级: walk the clauses, or name standard and clause where they do not stand here; a reason in either case. */
export function GradeForm(props: VerbFormProps) {
  const t = useT('hazard')
  const { detail } = props
  const [walked, setWalked] = useState<Walked>({ sector: '', answers: detail.basis?.answers ?? {} })
  const form = useForm({ grade: '', standard: '', clause: '', text: '', reason: '' }, ['grade', 'reason'])
  const { values, set } = form
  const { submit, busy, problem } = useSubmit(props, 'grade')
  const walk = Object.keys(walked.answers).length > 0 && walked.sector ? walked : undefined
  const send = () => {
    if (!form.valid()) return
    const named = values.clause.trim()
      ? { standard: values.standard.trim(), clause: values.clause.trim(), text: values.text.trim() }
      : {}
    submit({ grade: values.grade, walk, reason: values.reason.trim(), ...named })
  }
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Walk
        sector={detail.sector}
        category={detail.category}
        value={walked}
        onValue={setWalked}
        onVerdict={grade => grade !== 'maybe_major' && set('grade', grade)}
      />
      <RadioField
        {...form.bind('grade')}
        label={t('grading.grade')}
        options={[
          { value: 'general', label: t('grade.general') },
          { value: 'major', label: t('grading.major') },
        ]}
      />
      {values.grade === 'major' && (
        <details>
          <summary>{t('grading.outside')}</summary>
          <TextField {...form.bind('standard')} label={t('grading.standard')} optional />
          <TextField {...form.bind('clause')} label={t('grading.clause')} optional />
          <AreaField {...form.bind('text')} label={t('grading.text')} optional />
        </details>
      )}
      <AreaField {...form.bind('reason')} label={t('grading.reason')} hint={t('grading.reasonHint')} />
      {values.grade === 'major' && <Note>{t('grading.then')}</Note>}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.grade')}
        </Button>
      </Actions>
    </Form>
  )
}
