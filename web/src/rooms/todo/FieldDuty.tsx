import { navigate } from '@/app/router'
import { DutyForm } from './DutyForm'
import { FieldAsked } from './FieldAsked'

/** A question of the office about who answers for what, on the phone. */
export function FieldDuty({ id }: { id: string }) {
  return (
    <FieldAsked id={id} kind="duty">
      {item => item.duty && <DutyForm finding={item.duty} title={item.title} onDone={() => navigate('/')} />}
    </FieldAsked>
  )
}
