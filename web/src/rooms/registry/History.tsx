import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayDay } from '@/app/time'
import { Empty, Loaded, Tag } from '@/kit'
import { type Post, useHoldings } from './data'
import css from './Registry.module.css'

/** Who held a post from when to when, the newest first. */
export function History({ post }: { post: Post }) {
  const t = useT('registry')
  const { lang } = usePrefs()
  const held = useHoldings(post.id)
  return (
    <Loaded query={held} rows={3}>
      {data =>
        data.items.length === 0 ? (
          <Empty icon="person" title={t('post.noHistory')} />
        ) : (
          <ul className={css.lines}>
            {data.items.map(h => (
              <li key={h.id}>
                <strong>{h.person.name}</strong>
                <Tag>{t(`mode.${h.mode}`)}</Tag>
                <span className="muted">
                  {t(h.until ? 'post.span' : 'post.sinceOnly', {
                    since: sayDay(h.since, lang),
                    until: sayDay(h.until, lang),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
