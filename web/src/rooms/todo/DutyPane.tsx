import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { ButtonLink } from '@/parts'
import { AskedPane } from './AskedPane'
import { DutyForm } from './DutyForm'

interface PaneProps {
  item: TodoItem
  finding: string
  onBack: () => void
  onDone: () => void
}

/** A question of the office: who shall answer for something. */
export function DutyPane({ item, finding, onBack, onDone }: PaneProps) {
  const t = useT('todo')
  const can = useCan()
  const whole = can('matrix.read') && (
    <ButtonLink to={`/matrix/findings/${finding}`} look="quiet" icon="columns">
      {t('duty.whole')}
    </ButtonLink>
  )
  return (
    <AskedPane item={item} onBack={onBack} kind="duty" whole={whole}>
      <DutyForm finding={finding} title={item.title} onDone={onDone} />
    </AskedPane>
  )
}
