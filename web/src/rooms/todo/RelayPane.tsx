import type { Relay, TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { ButtonLink } from '@/parts'
import { AskedPane } from './AskedPane'
import { RelayFacts, RelayForm } from './RelayForm'

interface PaneProps {
  item: TodoItem
  relay: Relay
  onBack: () => void
  onDone: () => void
}

/** A document to be relayed, and the receipt that answers for it. */
export function RelayPane({ item, relay, onBack, onDone }: PaneProps) {
  const t = useT('todo')
  const can = useCan()
  const whole = can('committee.read') && (
    <ButtonLink to={`/meetings/${relay.meeting}`} look="quiet" icon="meeting">
      {t('relay.meeting')}
    </ButtonLink>
  )
  return (
    <AskedPane item={item} onBack={onBack} kind="relay" facts={<RelayFacts relay={relay} />} whole={whole}>
      <RelayForm relay={relay} onDone={onDone} />
    </AskedPane>
  )
}
