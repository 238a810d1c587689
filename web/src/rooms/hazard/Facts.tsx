import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { useCan } from '@/app/session'
import { Facts as List, Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { useTerms } from './data'
import type { Detail } from './types'

/** The chain of who answers for it, and what else is known. */
export function Facts({ detail: h }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  const terms = useTerms()
  const point = h.point ? `${h.point.lon.toFixed(5)}, ${h.point.lat.toFixed(5)}` : ''
  const near = h.point?.accuracy ? ` ±${Math.round(h.point.accuracy)} m` : ''
  const items: [string, ReactNode][] = [
    ['owner', [h.unit.name, h.post.name].filter(Boolean).join(' · ')],
    ['area', h.area.name],
    ['checker', h.checker.name],
    ['finder', h.finder.name],
    ['sector', terms.say('sectors', h.sector)],
    ['category', terms.say('categories', h.category)],
    ['cause', terms.say('causes', h.cause)],
    ['source', <Source key="source" id={h.id} word={terms.say('sources', h.source)} of={h.source} />],
    ['outside', h.outside],
    ['point', point && point + near],
    ['taken', say.time(h.capture.at)],
    ['received', say.time(h.capture.received)],
    ['closed', say.time(h.closed)],
  ]
  const shown = items.filter(([name, value]) => value && (name !== 'source' || h.source))
  return (
    <Panel title={t('facts.title')}>
      <List items={shown.map(([name, value]) => [t(`facts.${name}`), value])} />
    </Panel>
  )
}

/** Where the finding came from; of a report of the public, the way to it, for those who may go there. */
function Source({ id, word, of }: { id: string; word: string; of: string }) {
  const can = useCan()
  const reports = useQuery({
    queryKey: ['hazard', 'tips', id],
    queryFn: ({ signal }) =>
      api.get<{ items: { id: string; number: string }[] }>(`/hazards/${id}/tips`, undefined, signal),
    enabled: can('tip.read') && (of === 'public' || of === 'worker'),
  })
  return (
    <>
      {word}
      {reports.data?.items.map(r => (
        <span key={r.id}>
          {' '}
          <Link to={`/tips/${r.id}`}>{r.number}</Link>
        </span>
      ))}
    </>
  )
}
