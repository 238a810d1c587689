import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import css from './Detail.module.css'
import { useSay } from './say'
import type { Detail } from './types'

/** "为什么找我": the sentence of the source as it was written, and who handed it over. */
export function Why({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const parents = detail.parents ?? []
  return (
    <section className={css.why} aria-labelledby="why">
      <h2 id="why">{t('why.title')}</h2>
      <blockquote className={css.quote}>{detail.text}</blockquote>
      <p>{t('why.who', { issuer: detail.issuer.name, unit: detail.unit.name, at: say.time(detail.opened) })}</p>
      {parents.length > 0 && (
        <ul className={css.parents}>
          {parents.map(p => (
            <li key={`${p.kind}/${p.id}`}>
              {t('why.from')} {p.href ? <Link to={p.href}>{p.title}</Link> : p.title}
            </li>
          ))}
        </ul>
      )}
      {detail.standard && (
        <p>
          <strong>{t('why.standard')}</strong> {detail.standard}
        </p>
      )}
      <details>
        <summary className="muted">{t('why.policy')}</summary>
        <ul className={css.policy}>
          {Object.entries(detail.policy ?? {}).map(([name, version]) => (
            <li key={name}>{t('why.version', { name: t(`policy.${name}`), version })}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
