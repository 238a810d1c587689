import type { ComponentType } from 'react'
import { AmendForm } from './forms/AmendForm'
import { AcceptForm, CloseForm, DelistForm } from './forms/CheckForms'
import { GradeForm } from './forms/GradeForm'
import { AnswerForm, ExtendForm, ListForm, PublishForm } from './forms/ListingForms'
import { DropForm, ReopenForm } from './forms/PlainForms'
import { NoticeForm, PlanForm } from './forms/PlanForms'
import { ResumeForm, StopForm } from './forms/StopForms'
import type { VerbFormProps } from './forms/useSubmit'
import { VouchForm } from './forms/VouchForm'
import type { VerbName } from './types'

const forms: Record<VerbName, ComponentType<VerbFormProps>> = {
  grade: GradeForm,
  plan: PlanForm,
  notice: NoticeForm,
  list: ListForm,
  publish: PublishForm,
  extend: ExtendForm,
  answer: AnswerForm,
  accept: AcceptForm,
  close: CloseForm,
  vouch: VouchForm,
  delist: DelistForm,
  stop: StopForm,
  resume: ResumeForm,
  amend: AmendForm,
  reopen: ReopenForm,
  drop: DropForm,
}

/** One small form per verb; each says what will happen next. */
export function VerbForm({ verb, ...rest }: VerbFormProps & { verb: VerbName }) {
  const Form = forms[verb]
  return <Form {...rest} />
}
