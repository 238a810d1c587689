import { useT } from '@/app/i18n'
import { Icon, Note } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Board.module.css'
import { oldAfter } from './useBoard'

/** How old the figures are; above half an hour they say so themselves. */
export function Age({ at, minutes }: { at: string; minutes: number }) {
  const t = useT('board')
  const say = useSay()
  if (minutes > oldAfter) {
    return (
      <div role="alert">
        <Note tone="warn">{t('age.old', { at: say.time(at), minutes })}</Note>
      </div>
    )
  }
  return (
    <p className={css.age}>
      <Icon name="clock" size={14} />
      <span>{minutes < 1 ? t('age.now') : t('age.minutes', { count: minutes })}</span>
    </p>
  )
}
