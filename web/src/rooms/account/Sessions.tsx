import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import { Button, Loaded, Tag, useRefused } from '@/parts'
import { useOwn, useSessions } from './data'
import css from './Me.module.css'

/** Where I am signed in; a session that is not mine can be ended here. */
export function Sessions() {
  const t = useT('account')
  const { lang } = usePrefs()
  const sessions = useSessions()
  const refused = useRefused()
  const end = useOwn((id: string, key) => api.delete(`/sessions/${id}`, { key }), ['account'])
  return (
    <Loaded query={sessions}>
      {list => (
        <ul className={css.sessions}>
          {list.map(s => (
            <li key={s.id}>
              <span className={css.device}>
                <strong>{s.label || t('me.unknownDevice')}</strong>
                <span className="muted">
                  {t('me.seen', { at: sayTime(s.seen_at ?? s.created_at ?? '', lang), ip: s.ip ?? '' })}
                </span>
              </span>
              {s.current ? (
                <Tag tone="brand">{t('me.here')}</Tag>
              ) : (
                <Button
                  small
                  busy={end.isPending}
                  onClick={() => end.mutate({ body: s.id, key: uuidv7() }, { onError: refused })}
                >
                  {t('me.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
