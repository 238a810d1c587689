import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { pageOf } from '@/app/records'
import { Link } from '@/app/router'
import { Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import { useTerms } from './data'
import { useClauses, useSite } from './names'
import type { Detail } from './types'

/** Where it lies, why it has its grade, and what stands behind it: meeting sentence, campaign, inspection, letter. */
export function Behind({ detail: h }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  const terms = useTerms()
  const site = useSite(h.site)
  const place = [...new Set([h.place.name || h.area.name, h.unit.name])].filter(Boolean)
  const where = h.where === site.data?.name ? '' : h.where
  return (
    <section className={css.why} aria-labelledby="behind">
      <h2 id="behind">{t('behind.title')}</h2>
      <p>
        {place.join(' · ')}
        {h.site && (
          <>
            {' · '}
            <Link to={`/sites/${h.site}`}>{site.data?.name ?? t('fact.site')}</Link>
          </>
        )}
        {where && ` · ${where}`}
      </p>
      <p>
        {t('behind.found', {
          finder: h.finder.name,
          post: h.foundBy.name,
          at: say.time(h.found),
        })}
        {h.source && t('behind.source', { source: terms.say('sources', h.source) })}
        {h.capture.doubt && (
          <>
            {' '}
            <Tag>{t(`doubtTime.${h.capture.doubt}`)}</Tag>
          </>
        )}
      </p>
      {h.clause && <p>{t('behind.clause', { clause: h.clause })}</p>}
      <Reason detail={h} />
      {h.because.length > 0 && (
        <ul className={css.parents}>
          {h.because.map(p => (
            <li key={`${p.kind}/${p.id}`}>
              {t('behind.from')} <Parent kind={p.kind} id={p.id} title={p.title} href={p.href} />
            </li>
          ))}
        </ul>
      )}
      <Letters unit={h.unit.id} place={h.area.code} />
      {h.work && (
        <p>
          {t('behind.matter')} <Link to={`/matters/${h.work.id}`}>{h.work.number || h.work.title}</Link>
        </p>
      )}
    </section>
  )
}

/** The clauses by which its owner, and its township, answer for hazards this year. */
function Letters({ unit, place }: { unit: string; place: string }) {
  const t = useT('hazard')
  const { lang } = usePrefs()
  const clauses = useClauses(unit, place)
  return clauses.map(c => (
    <p key={`${c.letter}/${c.clause}`}>
      {t('behind.letter')} <Link to={`/letters/${c.letter}`}>{lang === 'en' ? c.en : c.zh}</Link> · {c.name}
    </p>
  ))
}

/** What stands behind it, by its title where the server gives one, and opened where there is a page. */
function Parent({ kind, id, title, href }: Detail['because'][number]) {
  const t = useT('hazard')
  const to = href || pageOf(kind, id)
  const words = title || t(`because.${kind}`)
  return to ? <Link to={to}>{words}</Link> : <span>{words}</span>
}

/** The clause by which it was graded, the reason of the person, and that a rule did it where a rule did. */
function Reason({ detail: h }: { detail: Detail }) {
  const t = useT('hazard')
  const b = h.basis
  if (!b) return null
  const law = [b.standard, b.document].filter(Boolean).join(' ')
  return (
    <div className={css.basis}>
      <p>
        <strong>{t('basis.title', { grade: t(`grade.${h.grade}`) })}</strong> {b.clause ? `${law} ${b.clause}` : law}
        {b.clause && !b.certain && <Tag>{t('walk.uncertain')}</Tag>}
      </p>
      {b.text && <blockquote className={css.quote}>{b.text}</blockquote>}
      {b.reason && <p>{t('basis.reason', { reason: b.reason })}</p>}
      {b.rule && <p>{t('basis.rule')}</p>}
      {b.version && <p className="muted">{t('basis.version', { version: b.version })}</p>}
    </div>
  )
}
