import { useT } from '@/app/i18n'
import { fromDesk } from '@/capture/shot'
import { toast, useKey } from '@/kit'
import { useVerb } from '../data'
import type { Detail, Photo, VerbName } from '../types'

export interface VerbFormProps {
  detail: Detail
  onDone: () => void
}

/** useSubmit sends one verb once, closes the form, and says what happens next. */
export function useSubmit({ detail, onDone }: VerbFormProps, verb: VerbName) {
  const t = useT('hazard')
  const key = useKey()
  const act = useVerb(detail.id, verb)
  const submit = (values: Record<string, unknown>, said = `verb.${verb}Said`) => {
    const body = { revision: detail.revision, ...values }
    act.mutate(
      { body, key: key(values) },
      {
        onSuccess: after => {
          const words = t(said, { number: after.number, unit: after.unit.name, checker: after.checker.name })
          toast(after.state === 'closed' && after.waiting ? `${words} ${t('doubt.still')}` : words)
          onDone()
        },
      },
    )
  }
  return { submit, busy: act.isPending, problem: act.error }
}

/** Pictures that come from a desk say so: they were not taken here and now. */
export function asPhotos(files: { hash: string }[]): Photo[] {
  const at = new Date().toISOString()
  return files.map(f => ({ hash: f.hash, at, gallery: fromDesk }))
}
