import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { sayTime } from '@/app/time'
import { Loaded, Note, Page, Panel } from '@/kit'
import { CheckPanel } from './CheckPanel'
import { type Standing, useStanding } from './data'
import { Entries } from './Entries'
import css from './Ledger.module.css'
import { ProofPanel } from './ProofPanel'

/** The ledger for people: how it stands, every entry, and one button that finds out whether anything was touched. */
export default function LedgerPage() {
  const t = useT('ledger')
  const standing = useStanding()
  const can = useCan()
  const [{ entry }, change] = useFilters()
  const title = standing.data ? t(standing.data.broken ? 'broken' : 'title', { count: standing.data.pos }) : t('nav')
  return (
    <Page name={t('nav')} title={title} lead={t('lead')}>
      <div className={css.top}>
        <Loaded query={standing} rows={3}>
          {data => <StandingPanel standing={data} />}
        </Loaded>
        <CheckPanel mayStart={can('ledger.export')} />
      </div>
      <Entries open={Number(entry) || 0} onOpen={pos => change({ entry: String(pos) })} />
      <ProofPanel pos={Number(entry) || 0} onClose={() => change({ entry: null })} />
    </Page>
  )
}

function StandingPanel({ standing }: { standing: Standing }) {
  const t = useT('ledger')
  const { lang } = usePrefs()
  return (
    <Panel title={t('checkpoint')}>
      <div className={css.standing}>
        {standing.broken && <Note tone="warn">{standing.broken}</Note>}
        <p>
          {standing.at ? t('signed', { at: sayTime(standing.at, lang), size: standing.size }) : t('unsigned')}
          {standing.behind > 0 && <span className="muted"> {t('behind', { count: standing.behind })}</span>}
        </p>
        {standing.line && (
          <div>
            <p className="muted">{t('line')}</p>
            <code className={css.code}>{standing.line}</code>
          </div>
        )}
        <details>
          <summary>{t('more')}</summary>
          <p className="muted">{t('key')}</p>
          <code className={css.code}>{standing.key}</code>
          <p className="muted">{t('note')}</p>
          <pre className={css.code}>{standing.note}</pre>
        </details>
      </div>
    </Panel>
  )
}
