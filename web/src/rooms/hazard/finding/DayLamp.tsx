import { useT } from '@/app/i18n'
import { daysUntil } from '@/app/time'
import { Lamp } from '@/parts'

/** From so many days before the deadline on, it is near; as the county says of matters. */
const near = 3

/** DayLamp is the lamp of a deadline worked out on the phone: without a network nobody else can. */
export function DayLamp({ day }: { day: string }) {
  const t = useT('finding')
  const left = daysUntil(day)
  const kind = left < 0 ? 'overdue' : left <= near ? 'soon' : 'normal'
  const text = left === 0 ? t('lamp.today') : t(`lamp.${kind}`, { days: Math.abs(left) })
  return <Lamp lamp={{ kind, days: Math.abs(left), text }} />
}
