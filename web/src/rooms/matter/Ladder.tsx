import { useT } from '@/app/i18n'
import { Icon, Panel } from '@/kit'
import css from './Ladder.module.css'
import { standings } from './river'
import { useSay } from './say'
import type { Rung } from './types'

/** The urging ladder: what has fired, what comes next and when, if nothing moves. An ended matter is urged no more. */
export function Ladder({ rungs: all, ended }: { rungs: Rung[]; ended: boolean }) {
  const t = useT('matter')
  const say = useSay()
  const rungs = ended ? all.filter(r => r.done) : all
  if (rungs.length === 0) return null
  const standing = standings(rungs)
  return (
    <Panel title={t('ladder.title')}>
      <ol className={css.ladder}>
        {rungs.map((rung, i) => {
          const stand = standing[i] ?? 'later'
          return (
            <li key={rung.key} className={css[stand]}>
              <span className={css.mark} aria-hidden="true">
                {stand === 'done' && <Icon name="check" size={12} />}
              </span>
              <span className={css.label}>{rung.label}</span>
              <span className={css.at}>
                <span className="sr-only">{t(`ladder.${stand}`)} </span>
                {stand === 'next' ? t('ladder.at', { at: say.time(rung.at) }) : say.time(rung.at)}
              </span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
