import { useT } from '@/app/i18n'
import { Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import type { Tip } from './data'
import css from './Tip.module.css'

/** What desk and reporter said to each other. The reporter reads only the unit's name. */
export function Talk({ tip }: { tip: Tip }) {
  const t = useT('tip')
  const say = useSay()
  if (tip.messages.length === 0) return null
  return (
    <Panel title={t('talk')}>
      <ol className={css.talk}>
        {tip.messages.map(m => (
          <li key={m.at} data-desk={m.desk || undefined}>
            <span className="muted">
              {m.desk ? m.by.name || t('desk') : t('reporter')} · {say.time(m.at)}
            </span>
            <p className={css.text}>{m.text}</p>
            {!!m.photos && <span className="muted">{t('withPictures', { count: m.photos })}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
