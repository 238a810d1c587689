import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Facts, Loaded, Note, SidePanel } from '@/kit'
import { useProof } from './data'
import { About, Happened } from './Entries'
import css from './Ledger.module.css'

/** The proof that one entry stands in the signed tree as it was witnessed. */
export function ProofPanel({ pos, onClose }: { pos: number; onClose: () => void }) {
  const t = useT('ledger')
  const { lang } = usePrefs()
  const proof = useProof(pos)
  return (
    <SidePanel open={pos > 0} title={t('proof.title', { pos })} onClose={onClose}>
      <Loaded query={proof}>
        {p => (
          <div className={css.standing}>
            <Note tone={p.holds ? 'ok' : 'warn'}>{t(p.holds ? 'proof.holds' : 'proof.fails')}</Note>
            <Facts
              items={[
                [t('col.at'), sayTime(p.entry.at, lang)],
                [t('col.kind'), <Happened key="kind" kind={p.entry.kind} />],
                [t('col.ref'), <About key="ref" kind={p.entry.ref.kind} id={p.entry.ref.id} />],
                [t('proof.place'), t('proof.of', { index: p.index, size: p.size })],
              ]}
            />
            <p className="muted">{t('col.leaf')}</p>
            <code className={css.code}>{p.entry.leaf}</code>
            <p className="muted">{t('proof.path')}</p>
            <ol className={css.path}>
              {(p.hashes ?? []).map(h => (
                <li key={h}>
                  <code className={css.hash}>{h}</code>
                </li>
              ))}
            </ol>
            <p className="muted">{t('note')}</p>
            <pre className={css.code}>{p.checkpoint}</pre>
          </div>
        )}
      </Loaded>
    </SidePanel>
  )
}
