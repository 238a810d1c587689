import { useT } from '@/app/i18n'
import { Note } from '@/kit'
import { useSay } from './say'
import type { Detail } from './types'

/** The extension that waits for an answer. */
export function AskedBox({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const { asked } = detail
  if (!asked) return null
  return (
    <Note tone="warn">
      <strong>{t('asked.title', { from: say.day(asked.from), until: say.day(asked.until) })}</strong>
      <br />
      {t('asked.why', { by: asked.by.name, at: say.time(asked.at), reason: asked.reason })}
    </Note>
  )
}
