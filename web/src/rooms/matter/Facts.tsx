import type { ReactNode } from 'react'
import { useT } from '@/app/i18n'
import { Facts as List, Panel } from '@/kit'
import { useSay } from './say'
import type { Detail } from './types'

/** What else is known: who, since when, and by when what. */
export function Facts({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const co = (detail.coUnits ?? []).map(u => u.name)
  const asks = (detail.evidence.asks ?? []).map(a => t('facts.ask', { label: a.label, min: a.min }))
  const items: [string, ReactNode][] = [
    ['lead', detail.unit.name],
    ['co', co.length > 6 ? t('facts.many', { names: co.slice(0, 6).join('、'), count: co.length }) : co.join('、')],
    ['issuer', detail.issuer.name],
    ['reviewer', detail.reviewer.name],
    ['topic', t(`topic.${detail.topic || 'other'}`)],
    ['known', say.time(detail.known)],
    ['signed', say.time(detail.signed)],
    ['closed', say.time(detail.closed)],
    ['cadence', detail.cadence && detail.cadence !== 'none' ? t(`cadence.${detail.cadence}`) : ''],
    ['evidence', asks.join('；')],
    ['hops', detail.hops ? t('facts.hopsCount', { count: detail.hops }) : ''],
  ]
  const shown = items.filter(([, value]) => value)
  return (
    <Panel title={t('facts.title')}>
      <List items={shown.map(([name, value]) => [t(`facts.${name}`), value])} />
    </Panel>
  )
}
