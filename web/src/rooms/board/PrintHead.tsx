import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { useSay } from '@/rooms/matter/say'
import css from './Board.module.css'

/** Who printed it, and of when the figures are: only on paper. */
export function PrintHead({ at }: { at: string }) {
  const t = useT('board')
  const say = useSay()
  const { account } = useSession()
  return (
    <p className={css.printed}>
      {t('printed', { who: account.name, at: say.time(at) })} · {t('map.schematic')}
    </p>
  )
}
