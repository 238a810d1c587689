import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { pageOf } from '@/app/records'
import { Link } from '@/app/router'
import { Icon } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import type { Detail, Doubt } from './types'

/** What speaks against the truth of the closure, each with its facts. It decides nothing: a person looks. */
export function Doubts({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const list = detail.doubts
  if (list.length === 0 && !detail.waiting) return null
  return (
    <section className={css.doubts} aria-labelledby="doubts">
      <h2 id="doubts">
        <Icon name="alert" size={16} /> {list.length > 0 ? t('doubt.title', { count: list.length }) : t('doubt.waits')}
      </h2>
      {detail.waiting && <p>{t('doubt.waiting')}</p>}
      <Lines list={list.slice(0, shown)} />
      {list.length > shown && (
        <details>
          <summary>{t('doubt.more', { count: list.length - shown })}</summary>
          <Lines list={list.slice(shown)} />
        </details>
      )}
    </section>
  )
}

const shown = 3 // of many doubts; one picture used everywhere raises one with each of its copies

function Lines({ list }: { list: Doubt[] }) {
  return (
    <ul>
      {list.map(d => (
        <li key={d.n}>
          <DoubtLine doubt={d} />
        </li>
      ))}
    </ul>
  )
}

/** One doubt: the sentence, the two pictures side by side where there are two, and why it was accepted all the same. */
export function DoubtLine({ doubt: d }: { doubt: Doubt }) {
  const t = useT('hazard')
  const say = useSay()
  return (
    <div className={css.doubt}>
      <strong>{t(`doubt.${d.kind}`)}</strong>
      {d.other && (
        <p>
          {d.otherNumber && d.other.ref?.kind === 'hazard.hazard' ? (
            <Link to={pageOf('hazard.hazard', d.other.ref.id)}>{d.otherNumber}</Link>
          ) : (
            d.otherNumber || t('doubt.hidden')
          )}{' '}
          {t('doubt.other', { unit: d.otherUnit.name, at: say.time(d.other.at), cover: d.cover ?? 100 })}
        </p>
      )}
      {d.photo && (
        <div className={css.pair}>
          <Thumb hash={d.photo} label={t('doubt.this')} />
          {d.other?.photo && <Thumb hash={d.other.photo} label={t('doubt.that')} />}
        </div>
      )}
      {d.kind.startsWith('taken') && (
        <p className="muted">{t('doubt.times', { taken: say.time(d.taken), came: say.time(d.came) })}</p>
      )}
      {d.mates.length > 0 && (
        <p>
          {t('doubt.mates')}{' '}
          {d.mates.map(m => (
            <Link key={m.id} to={`/hazards/${m.id}`} className={css.mate}>
              {m.name}
            </Link>
          ))}
        </p>
      )}
      <p className="muted">
        {d.answer
          ? t('doubt.answered', { text: d.answer.text, at: say.time(d.answer.at) })
          : t(d.asks ? 'doubt.asks' : 'doubt.look')}
      </p>
    </div>
  )
}

function Thumb({ hash, label }: { hash: string; label: string }) {
  return (
    <a href={url(`/files/${hash}`)} target="_blank" rel="noreferrer">
      <img src={url(`/files/${hash}/thumb`)} alt={label} loading="lazy" />
      <span>{label}</span>
    </a>
  )
}
