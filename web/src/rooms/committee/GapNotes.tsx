import { useT } from '@/app/i18n'
import { Button, Note } from '@/kit'
import { isSendable } from './entries'
import type { Decision } from './types'

/** What is missing, and what to do about it. */
export function GapNotes({ decision, onTask }: { decision: Decision; onTask: () => void }) {
  const t = useT('committee')
  if (!isSendable(decision)) {
    return (
      <Note>
        <p>{t('sheet.notSent', { kind: t(`kind.${decision.kind}`) })}</p>
        <Button small icon="plus" onClick={onTask}>
          {t('sheet.toTask')}
        </Button>
      </Note>
    )
  }
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
