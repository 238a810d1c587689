import type { ReactNode } from 'react'
import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { EvidenceList } from './Evidence'
import { Icon, type IconName } from './Icon'
import css from './RiverLine.module.css'

export interface RiverNode {
  id: string
  /** Who moved the record: a person, the clock, or the system. */
  by: 'person' | 'clock' | 'system'
  at: string
  title: ReactNode
  actor?: ReactNode
  body?: ReactNode
  evidence?: FileRef[]
  /** The mark that strikes the record off; a reopened record keeps its old one as a scar. */
  stamp?: 'closed' | 'scar'
  tone?: 'plain' | 'overdue' | 'next'
}

const glyph: Record<RiverNode['by'], IconName> = { person: 'person', clock: 'clock', system: 'gear' }

/** The river line: one timeline for people, clocks and the system. Nothing in it is ever edited, only followed. */
export function RiverLine({ nodes, children }: { nodes: RiverNode[]; children?: ReactNode }) {
  const t = useT('parts')
  return (
    <ol className={css.river} aria-label={t('river.label')}>
      {nodes.map(node => (
        <li key={node.id} className={`${css.node} ${css[node.by]} ${css[node.tone ?? 'plain']}`}>
          <span className={css.mark}>
            <Icon name={node.tone === 'overdue' ? 'alert' : glyph[node.by]} size={14} />
            <span className="sr-only">{t(`river.${node.by}`)}</span>
          </span>
          <div className={css.head}>
            <time className={css.time}>{node.at}</time>
            <strong className={css.title}>{node.title}</strong>
            {node.actor && <span className={css.actor}>{node.actor}</span>}
          </div>
          {node.body && <div className={css.body}>{node.body}</div>}
          {node.evidence && node.evidence.length > 0 && <EvidenceList files={node.evidence} />}
          {node.stamp && <Stamp scar={node.stamp === 'scar'} />}
        </li>
      ))}
      {children && <li className={`${css.node} ${css.next}`}>{children}</li>}
    </ol>
  )
}

export function Stamp({ scar }: { scar?: boolean }) {
  const t = useT('parts')
  return <span className={`${css.stamp} ${scar ? css.scar : ''}`}>{t(scar ? 'river.scar' : 'river.closed')}</span>
}
