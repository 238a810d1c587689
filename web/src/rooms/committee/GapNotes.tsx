import { useT } from '@/app/i18n'
import { Note } from '@/kit'
import { isSendable } from './entries'
import type { Decision } from './types'

/** What is missing, and what to do about it. */
export function GapNotes({ decision }: { decision: Decision }) {
  const t = useT('committee')
  if (!isSendable(decision)) return <Note>{t('sheet.notSent', { kind: t(`kind.${decision.kind}`) })}</Note>
  if (decision.gaps.length === 0) return null
  return (
    <Note tone="warn">
      {decision.gaps.map(gap => (
        <p key={gap}>
          <strong>{t(`gap.${gap}`)}</strong> {t(`gapDo.${gap}`)}
        </p>
      ))}
    </Note>
  )
}
