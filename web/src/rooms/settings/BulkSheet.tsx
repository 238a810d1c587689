import { useEffect, useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, Note } from '@/kit'
import css from './Bulk.module.css'
import { type Slip, sheetFile, until } from './bulk'

/** The slips to cut off and hand over. They exist on this screen only: leaving it unsaved is asked about. */
export function BulkSheet({ slips, onDone }: { slips: Slip[]; onDone: () => void }) {
  const t = useT('settings')
  const [kept, setKept] = useState(false)
  useLeavingAsked(!kept)
  const print = () => {
    setKept(true)
    window.print()
  }
  const download = () => {
    const head = ['unit', 'post', 'person', 'login', 'link', 'until'].map(k => t(`bulk.${k}`))
    const rows = slips.map(s => [s.unit, s.post, s.person, s.login, s.url, until(s)])
    const a = document.createElement('a')
    a.href = URL.createObjectURL(sheetFile(head, rows))
    a.download = t('bulk.file')
    a.click()
    URL.revokeObjectURL(a.href)
    setKept(true)
  }
  return (
    <>
      <div className={css.tools}>
        <Note tone="warn">{t('bulk.once')}</Note>
        <Actions>
          <Button look="primary" icon="print" onClick={print}>
            {t('bulk.print')}
          </Button>
          <Button icon="import" onClick={download}>
            {t('bulk.download')}
          </Button>
          <Button onClick={onDone} disabled={!kept}>
            {t('bulk.done')}
          </Button>
        </Actions>
      </div>
      <ul className={css.sheet}>
        {slips.map(s => (
          <li key={s.login} className={css.slip}>
            <img className={css.qr} src={s.qr} alt={t('bulk.qr', { person: s.person })} width={132} height={132} />
            <div className={css.words}>
              <strong>{t('accounts.post', { unit: s.unit, title: s.post })}</strong>
              <span>{s.person}</span>
              <span>
                {t('bulk.login')} <b className={css.login}>{s.login}</b>
              </span>
              <span className={css.url}>{s.url}</span>
              <small>{t('bulk.how', { until: until(s) })}</small>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The browser asks before a page is left whose content nobody can bring back. */
function useLeavingAsked(on: boolean) {
  useEffect(() => {
    if (!on) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [on])
}
