import { navigate } from '@/app/router'
import { FieldAsked } from './FieldAsked'
import { RelayFacts, RelayForm } from './RelayForm'

/** A document to be relayed, on the phone. */
export function FieldRelay({ id }: { id: string }) {
  return (
    <FieldAsked id={id} kind="relay" facts={item => item.relay && <RelayFacts relay={item.relay} />}>
      {item => item.relay && <RelayForm relay={item.relay} onDone={() => navigate('/')} />}
    </FieldAsked>
  )
}
