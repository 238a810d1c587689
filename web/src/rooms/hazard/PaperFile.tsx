import type { ReactNode } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { countyNow } from '@/app/time'
import { afterOf, beforeOf } from './compare'
import { useTerms } from './data'
import css from './PaperFile.module.css'
import { paperDay, paperTime } from './paper'
import { useStanding } from './say'
import type { Detail, Happening } from './types'

interface PaperProps {
  detail: Detail
  story: Happening[]
}

// One hazard, one file, two pages: what it is and how it was put right; and what happened. Black and white.
const upright = '@page { size: A4 portrait; margin: 14mm 14mm 12mm } @media print { main > header { display: none } }'

/** 一隐患一档: only paper shows it. */
export function PaperFile({ detail: h, story }: PaperProps) {
  const t = useT('hazard')
  const { county, account } = useSession()
  return (
    <div className={css.file} aria-hidden="true">
      <style>{upright}</style>
      <section className={css.sheet}>
        <h1>{t('file.title', { county: county.name })}</h1>
        <p className={css.line}>
          {t('file.number', { number: h.number })}
          <span>{h.exercise ? t('exercise') : ''}</span>
        </p>
        <Table detail={h} />
        <Pictures detail={h} story={story} />
      </section>
      <section className={css.sheet}>
        <h2>{t('river.title')}</h2>
        <Story story={story} />
        <Signatures />
        <p className={css.foot}>
          {t('file.printed', { who: account.name, at: countyNow().format('YYYY-MM-DD HH:mm'), revision: h.revision })}
        </p>
      </section>
    </div>
  )
}

function Table({ detail: h }: { detail: Detail }) {
  const t = useT('hazard')
  const terms = useTerms()
  const { stuck } = useStanding()
  const b = h.basis
  const wide: [string, ReactNode][] = [
    ['fact.text', h.text],
    ['basis.paper', [b?.standard, b?.clause, b?.text].filter(Boolean).join(' ') || h.clause],
    ['plan.title', planWords(h, t, paperDay)],
    ['listing.paper', listingWords(h, t, paperDay)],
    ['stop.title', h.stop && `${h.stop.number} ${t(`stopKind.${h.stop.kind}`)} ${h.stop.scope}`],
    ['file.check', h.recheck && `${paperTime(h.recheck.at)} ${h.recheck.text}`],
    ['column.stuck', stuck(h)],
  ]
  const pairs: [string, ReactNode][] = [
    ['facts.owner', h.unit.name],
    ['facts.checker', h.checker.name],
    ['column.grade', t(`grade.${h.grade}`)],
    ['column.state', t(`state.${h.state}`)],
    ['facts.area', [h.area.name, h.where].filter(Boolean).join(' ')],
    ['column.found', paperTime(h.found)],
    ['fact.category', terms.say('categories', h.category)],
    ['column.due', paperDay(h.due)],
    ['facts.finder', h.finder.name],
    ['facts.source', terms.say('sources', h.source)],
  ]
  return (
    <table>
      <tbody>
        {rowsOf(pairs).map(([left, right]) => (
          <tr key={left[0]}>
            <th scope="row">{t(left[0])}</th>
            <td>{left[1]}</td>
            <th scope="row">{t(right[0])}</th>
            <td>{right[1]}</td>
          </tr>
        ))}
        {wide
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td colSpan={3}>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

type Pair = [string, ReactNode]

function rowsOf(pairs: Pair[]): [Pair, Pair][] {
  const rows: [Pair, Pair][] = []
  for (let i = 0; i + 1 < pairs.length; i += 2) rows.push([pairs[i] as Pair, pairs[i + 1] as Pair])
  return rows
}

type Say = (day?: string | null) => string
type Words = ReturnType<typeof useT>

function planWords(h: Detail, t: Words, day: Say): string {
  const p = h.plan
  if (!p) return ''
  const words: [string, string][] = [
    ['duty', p.duty],
    ['measures', p.measures],
    ['money', p.money],
    ['until', day(p.until)],
    ['emergency', p.emergency],
  ]
  return words
    .filter(([, v]) => v)
    .map(([n, v]) => `${t(`plan.${n}`)} ${v}`)
    .join(t('stop.sep'))
}

function listingWords(h: Detail, t: Words, day: Say): string {
  const l = h.listing
  if (!l) return ''
  return [
    `${l.organ} ${l.number}`,
    t('one.due', { day: day(l.due) }),
    l.publish.day && t('listing.published', { day: day(l.publish.day), where: l.publish.where ?? '' }),
    l.delisted && `${t('listing.delist')} ${l.delisted.number}`,
  ]
    .filter(Boolean)
    .join(t('stop.sep'))
}

function Pictures({ detail, story }: PaperProps) {
  const t = useT('hazard')
  const two = [
    ['before', beforeOf(detail)[0]],
    ['after', afterOf(detail, story)[0]],
  ] as const
  return (
    <div className={css.pictures}>
      {two.map(([name, picture]) => (
        <figure key={name}>
          {picture ? <img src={url(`/files/${picture.hash}`)} alt="" /> : <div className={css.blank} />}
          <figcaption>
            {t(`compare.${name}`)} {picture && `${paperTime(picture.at)} #${picture.hash.slice(0, 8)}`}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

const storyMost = 24

/** The page holds so many; the rest stands in the ledger, and the paper says so. */
function Story({ story }: { story: Happening[] }) {
  const t = useT('hazard')
  return (
    <table className={css.story}>
      <tbody>
        {story.slice(-storyMost).map(n => (
          <tr key={n.id}>
            <td>{paperTime(n.at)}</td>
            <td>
              {n.title}
              {n.text && <span className={css.said}>{n.text.slice(0, 120)}</span>}
            </td>
            <td>{n.by === 'person' ? n.who?.name : t('file.clock')}</td>
          </tr>
        ))}
        {story.length > storyMost && (
          <tr>
            <td colSpan={3}>{t('file.earlier', { count: story.length - storyMost })}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Signatures() {
  const t = useT('hazard')
  return (
    <div className={css.signs}>
      {['owner', 'checker', 'leader'].map(who => (
        <span key={who}>{t(`file.sign.${who}`)}</span>
      ))}
    </div>
  )
}
