import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Panel, Tag } from '@/kit'
import css from './Meeting.module.css'
import { useDesk } from './queries'
import type { MeetingView } from './types'

/** 表态: what units pledged, each as a commitment that can be followed like a task. And which decisions are still open. */
export function PledgesPanel({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const desk = useDesk(meeting.id)
  const decisions = desk.data?.decisions ?? []
  const pledges = decisions.filter(d => d.kind === 'commitment')
  const tasks = decisions.filter(d => d.kind === 'task')
  return (
    <>
      {tasks.length > 0 && (
        <Panel title={t('meeting.decisions', { count: tasks.length })} flush>
          <List meeting={meeting.id} items={tasks} />
        </Panel>
      )}
      {pledges.length > 0 && (
        <Panel title={t('pledges.title')} flush>
          <List meeting={meeting.id} items={pledges} />
        </Panel>
      )}
    </>
  )
}

type Items = NonNullable<ReturnType<typeof useDesk>['data']>['decisions']

function List({ meeting, items }: { meeting: string; items: Items }) {
  const t = useT('committee')
  return (
    <ul className={css.decisions}>
      {items.map(d => (
        <li key={d.id}>
          <Link to={`/meetings/${meeting}/desk?item=${d.id}&pane=sheet`}>{d.title}</Link>
          <span className="muted">{d.owners.map(o => o.said).join('、')}</span>
          <Tag tone={d.state === 'done' ? 'done' : d.state === 'sent' ? 'brand' : 'plain'}>
            {t(`decision.${d.state}`)}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
