import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useLocation } from '@/app/router'
import { useSession } from '@/app/session'
import { sayDay } from '@/app/time'
import { Card, CardList, Screen, Segments } from '@/fieldkit'
import { Empty, Skeleton, Tag } from '@/parts'
import { DayLamp } from './DayLamp'
import { type FoundRow, useFoundHere } from './found'
import { type KeptHazard, type Part, parts, placeOf, useCounts, useMine, useWaiting } from './mine'
import './words'

/** My hazards, with or without a network: mine to put right, mine to look at again, mine found. */
export default function FoundPage() {
  const t = useT('finding')
  const { search } = useLocation()
  const counts = useCounts()
  const asked = search.get('part') as Part
  const part = parts.includes(asked) ? asked : (parts.find(p => counts[p] > 0) ?? 'found')
  const list = useMine(part)
  return (
    <Screen name={t('found.name')} title={t(`mine.title.${part}`, { count: counts[part] })}>
      <Segments
        label={t('found.name')}
        at={part}
        items={parts.map(p => ({ key: p, to: `/hazards?part=${p}`, label: t(`mine.${p}`), count: counts[p] }))}
      />
      {list === undefined && <Skeleton />}
      {list?.length === 0 && <Empty icon="check" title={t(`mine.empty.${part}`)} />}
      {list && list.length > 0 && (
        <CardList>
          {list.slice(0, 200).map(h => (
            <KeptCard key={h.id} hazard={h} />
          ))}
        </CardList>
      )}
      {part === 'found' && <Ended open={list ?? []} />}
    </Screen>
  )
}

function KeptCard({ hazard: h }: { hazard: KeptHazard }) {
  const t = useT('finding')
  const { lang } = usePrefs()
  const waits = useWaiting(h)
  return (
    <Card
      to={`/hazards/${h.id}`}
      title={h.text}
      lamp={
        <>
          {h.due ? <DayLamp day={h.due} /> : <Tag>{t(`state.${h.state}`)}</Tag>}
          <span className="muted">{h.number}</span>
        </>
      }
      why={placeOf(h, h.unit, h.due && t('found.due', { day: sayDay(h.due, lang) }))}
    >
      {h.due && <p className="muted">{t(`state.${h.state}`)}</p>}
      {waits.length > 0 && <Tag tone="brand">{t('mine.waits')}</Tag>}
    </Card>
  )
}

/** What ended lately, as the county said it last: the pack carries only what is still there. */
function Ended({ open }: { open: KeptHazard[] }) {
  const t = useT('finding')
  const { post } = useSession()
  const list = useFoundHere(post?.unit.id)
  const ended = (list.data?.items ?? []).filter(h => over.includes(h.state) && !open.some(o => o.id === h.id))
  if (ended.length === 0) return null
  return (
    <>
      <h2>{t('mine.ended')}</h2>
      <CardList>
        {ended.slice(0, 20).map(h => (
          <EndedCard key={h.id} hazard={h} />
        ))}
      </CardList>
    </>
  )
}

const over = ['closed', 'fixed', 'dropped']

function EndedCard({ hazard: h }: { hazard: FoundRow }) {
  const t = useT('finding')
  return (
    <Card
      to={`/hazards/${h.id}`}
      title={h.text}
      lamp={
        <>
          <Tag tone="done">{t(`state.${h.state}`)}</Tag>
          <span className="muted">{h.number}</span>
        </>
      }
      why={[h.where || h.place.name, h.unit.name].filter(Boolean).join(' · ')}
    />
  )
}
