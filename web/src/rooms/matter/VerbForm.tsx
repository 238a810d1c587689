import type { ComponentType } from 'react'
import { ExtensionForm, ReopenForm } from './forms/DateForms'
import { FeedbackForm } from './forms/FeedbackForm'
import { GrantForm, ReviewForm } from './forms/JudgeForms'
import { RecallForm, SignForm, UrgeForm } from './forms/PlainForms'
import { ReturnForm, TransferForm } from './forms/UnitForms'
import type { VerbFormProps } from './forms/useSubmit'
import type { VerbName } from './types'

const forms: Record<VerbName, ComponentType<VerbFormProps>> = {
  sign: SignForm,
  feedback: FeedbackForm,
  review: ReviewForm,
  grant: GrantForm,
  transfer: TransferForm,
  extension: ExtensionForm,
  return: ReturnForm,
  urge: UrgeForm,
  recall: RecallForm,
  reopen: ReopenForm,
}

/** One small form per verb; each says what will happen next. */
export function VerbForm({ verb, ...rest }: VerbFormProps & { verb: VerbName }) {
  const Form = forms[verb]
  return <Form {...rest} />
}
