import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import { Button, Failure, Icon, Loaded, Panel } from '@/kit'
import { type Check, type Finding, useCancelCheck, useCheck, useStartCheck } from './data'
import css from './Ledger.module.css'

/** The check of every entry and every record against what was witnessed. */
export function CheckPanel({ mayStart }: { mayStart: boolean }) {
  const t = useT('ledger')
  const check = useCheck()
  const start = useStartCheck()
  const cancel = useCancelCheck()
  const state = check.data?.state ?? 'none'
  const busy = state === 'waiting' || state === 'exporting' || state === 'verifying'
  return (
    <Panel title={t('check.title')}>
      <div className={css.standing}>
        <Loaded query={check} rows={2}>
          {data => <Result check={data} />}
        </Loaded>
        {start.error && <Failure problem={start.error} />}
        {mayStart && (
          <div className={css.buttons}>
            <Button look="primary" icon="ledger" busy={busy || start.isPending} onClick={() => start.mutate(uuidv7())}>
              {t('check.start')}
            </Button>
            {busy && <Button onClick={() => cancel.mutate()}>{t('check.cancel')}</Button>}
          </div>
        )}
      </div>
    </Panel>
  )
}

function Result({ check }: { check: Check }) {
  const t = useT('ledger')
  const { lang } = usePrefs()
  const report = check.report
  if (check.state === 'done' && report) {
    const found = report.findings ?? []
    return (
      <div className={css.standing} role="status">
        <p className={report.ok ? css.good : css.bad}>
          <Icon name={report.ok ? 'check' : 'alert'} />
          <strong>
            {report.ok
              ? t('check.ok', { entries: report.entries, records: report.records })
              : t('check.found', { count: found.length + (report.more ?? 0) })}
          </strong>
        </p>
        {check.ended && <p className="muted">{t('check.at', { at: sayTime(check.ended, lang) })}</p>}
        <Findings list={found} />
        <Findings list={report.warnings ?? []} />
      </div>
    )
  }
  if (check.state === 'failed') return <p className={css.bad}>{t('check.failed', { error: check.error ?? '' })}</p>
  return (
    <p role="status">
      {t(`check.${check.state}`)}
      {check.state !== 'none' && <progress className={css.progress} aria-label={t('check.title')} />}
    </p>
  )
}

function Findings({ list }: { list: Finding[] }) {
  const { lang } = usePrefs()
  if (list.length === 0) return null
  return (
    <ul className={css.findings}>
      {list.map(f => (
        <li key={`${f.code}-${f.pos}-${f.zh}`}>{lang === 'en' ? f.en : f.zh}</li>
      ))}
    </ul>
  )
}
