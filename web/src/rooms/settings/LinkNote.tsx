import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Actions, Button, Note, toast } from '@/kit'
import type { OneTimeLink } from './data'
import css from './Settings.module.css'

/** The one-time link is shown once, to be handed to the owner of the account. */
export function LinkNote({ link, onDone }: { link: OneTimeLink; onDone: () => void }) {
  const t = useT('settings')
  const { lang } = usePrefs()
  const address = window.location.origin + link.path
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      toast(t('link.copied'))
    } catch {
      toast(t('link.copyFailed'), { tone: 'bad' })
    }
  }
  return (
    <div className={css.link}>
      <Note tone="ok">{t('link.made', { until: sayTime(link.expires_at, lang) })}</Note>
      <code className={css.code}>{address}</code>
      <Actions>
        <Button look="primary" onClick={() => void copy()}>
          {t('link.copy')}
        </Button>
        <Button onClick={onDone}>{t('link.done')}</Button>
      </Actions>
    </div>
  )
}
