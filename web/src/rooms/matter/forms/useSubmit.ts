import { useT } from '@/app/i18n'
import { toast, useKey } from '@/kit'
import { useVerb } from '../queries'
import type { Detail, VerbName } from '../types'

export interface VerbFormProps {
  detail: Detail
  onDone: () => void
}

/** useSubmit sends one verb once, closes the form, and says what happens next. */
export function useSubmit({ detail, onDone }: VerbFormProps, verb: VerbName) {
  const t = useT('matter')
  const key = useKey()
  const act = useVerb(detail.id, verb)
  const submit = (values: Record<string, unknown>, said = `verb.${verb}Said`) => {
    // Urging changes nothing that anybody may have changed meanwhile.
    const body = verb === 'urge' ? values : { revision: detail.revision, ...values }
    act.mutate(
      { body, key: key(body) },
      {
        onSuccess: after => {
          toast(t(said, { unit: after.unit.name, reviewer: after.reviewer.name, issuer: after.issuer.name }))
          onDone()
        },
      },
    )
  }
  return { submit, busy: act.isPending, problem: act.error }
}
