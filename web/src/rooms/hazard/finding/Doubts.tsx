import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import css from './Capture.module.css'
import type { KeptDoubt } from './mine'

/** What speaks against the closure, before anybody accepts it or answers for it. It decides nothing: a person looks. */
export function Doubts({ list, asks = 'doubt.asks' }: { list: KeptDoubt[]; asks?: string }) {
  const t = useT('finding')
  if (list.length === 0) return null
  return (
    <section className={css.doubts} aria-label={t('doubt.title', { count: list.length })}>
      <strong>{t('doubt.title', { count: list.length })}</strong>
      <ul>
        {list.map(d => (
          <li key={`${d.kind} ${d.photo} ${d.other}`}>
            <p>
              {t(`doubt.${d.kind}`)} <span className="muted">{t(d.asks ? asks : 'doubt.look')}</span>
            </p>
            {navigator.onLine && d.photo && (
              <div className={css.pair}>
                <Thumb hash={d.photo} label={t('doubt.this')} />
                {d.other && <Thumb hash={d.other} label={t('doubt.that')} />}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A picture of a record that one may not read is not shown; the sentence stands without it. */
function Thumb({ hash, label }: { hash: string; label: string }) {
  return (
    <figure>
      <img
        src={url(`/files/${hash}/thumb`)}
        alt={label}
        onError={e => e.currentTarget.closest('figure')?.setAttribute('hidden', '')}
      />
      <figcaption className="muted">{label}</figcaption>
    </figure>
  )
}
