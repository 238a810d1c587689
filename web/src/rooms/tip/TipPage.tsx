import type { ReactNode } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { Link, navigate } from '@/app/router'
import { Facts, Failure, Note, Page, Panel, Skeleton, TwoColumns } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { type Tip, useTip } from './data'
import { Clock, StateTag, spotOf } from './Standing'
import { Talk } from './Talk'
import css from './Tip.module.css'
import { TipVerbs } from './TipVerbs'
import { VaultPanel } from './VaultPanel'

/** One report: what was seen and where, what the desk owes, and what was said. */
export default function TipPage({ params }: Screen) {
  const t = useT('tip')
  const tip = useTip(params.id ?? '')
  const crumbs = [{ label: t('nav'), to: '/tips' }]
  if (!tip.data) {
    return (
      <Page name={t('one')} title={t('loading')} crumbs={crumbs}>
        {tip.error ? <Failure problem={tip.error} onRetry={() => void tip.refetch()} /> : <Skeleton rows={8} />}
      </Page>
    )
  }
  const one = tip.data
  return (
    <Page name={one.number} title={one.text} crumbs={crumbs}>
      <TwoColumns
        next
        aside={
          <>
            <TipVerbs tip={one} onGone={() => navigate('/tips')} />
            <Known tip={one} />
            <VaultPanel tip={one} />
          </>
        }
      >
        <div className={css.head}>
          <StateTag state={one.state} /> <Clock row={one} />
          {one.exercise && <strong>{t('exercise')}</strong>}
        </div>
        <Pictures tip={one} />
        <Outcome tip={one} />
        <Talk tip={one} />
      </TwoColumns>
    </Page>
  )
}

function Pictures({ tip }: { tip: Tip }) {
  const t = useT('tip')
  if (tip.pictures.length === 0) return null
  return (
    <Panel title={t('pictures')}>
      <div className={css.pictures}>
        {tip.pictures.map((p, i) => (
          <a key={p.hash} href={url(`/tips/${tip.id}/photos/${p.hash}`)} target="_blank" rel="noreferrer">
            <img src={url(`/tips/${tip.id}/photos/${p.hash}?thumb=1`)} alt={t('picture', { n: i + 1 })} />
          </a>
        ))}
      </div>
      <p className="muted">{t('picturesNote')}</p>
    </Panel>
  )
}

/** What the desk found, and what became of it. */
function Outcome({ tip }: { tip: Tip }) {
  const t = useT('tip')
  const say = useSay()
  if (!tip.verdict && !tip.reward) return null
  return (
    <Panel title={t('outcome')}>
      {tip.verdict && (
        <>
          <p className={css.text}>{tip.verdict.answer}</p>
          {tip.verdict.organ && <p>{t('sentTo', { organ: tip.verdict.organ })}</p>}
          {tip.verdict.note && <Note>{tip.verdict.note}</Note>}
          <p className="muted">
            {tip.verdict.byName.name} · {say.time(tip.verdict.at)}
          </p>
        </>
      )}
      {tip.hazard && (
        <p>
          {t('becameHazard')} <Link to={`/hazards/${tip.hazard}`}>{tip.hazardNo}</Link>
          {!tip.first && ` · ${t('notFirst')}`}
        </p>
      )}
      {tip.reward && <p>{rewardSentence(t, say.day, tip)}</p>}
    </Panel>
  )
}

function rewardSentence(t: ReturnType<typeof useT>, day: (d?: string | null) => string, tip: Tip): ReactNode {
  const r = tip.reward
  if (!r) return null
  if (r.amount === 0) return t('reward.none')
  if (r.collected) return t('reward.collected', { amount: r.amount, receipt: r.receipt ?? '' })
  if (r.lapsed) return t('reward.lapsed', { amount: r.amount })
  return t('reward.waits', { amount: r.amount, until: day(r.until?.slice(0, 10)) })
}

/** Where, when, by which way; never by whom. */
function Known({ tip }: { tip: Tip }) {
  const t = useT('tip')
  const say = useSay()
  const point = tip.point ? `${tip.point.lon.toFixed(5)}, ${tip.point.lat.toFixed(5)}` : ''
  const items: [string, ReactNode][] = [
    ['category', tip.categoryName],
    ['spot', spotOf(tip)],
    ['unit', tip.unit.name],
    ['when', tip.when],
    ['point', point && point + (tip.point?.accuracy ? ` ±${Math.round(tip.point.accuracy)} m` : '')],
    ['channel', t(`channel.${tip.channel}`)],
    ['reporter', t(tip.worker ? 'worker' : 'citizen')],
    ['desk', tip.desk.name],
    ['received', say.time(tip.received)],
    ['acceptBy', say.time(tip.acceptBy)],
    ['answerBy', say.time(tip.answerBy)],
    ['past', tip.past.map(p => `${p.desk.name}：${p.reason}`).join('；')],
  ]
  return (
    <Panel title={t('known')}>
      <Facts
        items={items
          .filter(([, value]) => value)
          .map(([name, value]) => [t(name === 'channel' ? 'channel.title' : name), value])}
      />
    </Panel>
  )
}
