import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link } from '@/app/router'
import { useCan } from '@/app/session'
import { sayDay, sayTime } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import { Button, Dialog, Empty, Failure, Loaded, Page, Panel, Tag } from '@/kit'
import { type Kept, type Leader, useLeaders, useMatrixWrite } from './data'
import css from './Matrix.module.css'
import { MatrixTabs } from './MatrixTabs'
import { TaskForm } from './TaskForm'

/** What each leader must do himself, counted from the records; nobody is compared with anybody. */
export default function LeadersPage() {
  const t = useT('matrix')
  const can = useCan()
  const leaders = useLeaders()
  const [adding, setAdding] = useState(false)
  const start = useMatrixWrite<object>((_, key) => api.post('/matrix/tasks/start', {}, { key }))
  const verbs = can('matrix.write') && (
    <>
      <Button busy={start.isPending} onClick={() => start.mutate({ body: {}, key: uuidv7() })}>
        {t('leaders.start')}
      </Button>
      <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
        {t('task.new')}
      </Button>
    </>
  )
  return (
    <Page
      name={t('tab.leaders')}
      title={t('leaders.title', { count: leaders.data?.items.length ?? 0 })}
      lead={t('leaders.lead')}
      crumbs={[{ label: t('nav'), to: '/matrix' }]}
      action={verbs}
    >
      <MatrixTabs at="leaders" />
      {start.error && <Failure problem={start.error} />}
      <Loaded query={leaders} rows={6}>
        {page =>
          page.items.length === 0 ? (
            <Empty icon="person" title={t('leaders.empty')}>
              {t('leaders.emptyText')}
            </Empty>
          ) : (
            page.items.map(l => <One key={l.post.id} leader={l} />)
          )
        }
      </Loaded>
      <Dialog open={adding} title={t('task.new')} onClose={() => setAdding(false)}>
        <TaskForm onDone={() => setAdding(false)} />
      </Dialog>
    </Page>
  )
}

function One({ leader }: { leader: Leader }) {
  const t = useT('matrix')
  return (
    <Panel title={leader.post.name} extra={<span className={css.small}>{leader.people.join(t('comma'))}</span>}>
      <ul className={css.list}>
        {leader.duties.map(k => (
          <Duty key={k.task.id} kept={k} />
        ))}
      </ul>
    </Panel>
  )
}

function Duty({ kept }: { kept: Kept }) {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const [open, setOpen] = useState(false)
  const done = kept.done >= kept.task.times
  return (
    <li className={css.item}>
      <span className={css.top}>
        <strong>{kept.name}</strong>
        <Tag tone={done ? 'done' : 'plain'}>{t('done', { done: kept.done, times: kept.task.times })}</Tag>
        <span className={css.small}>
          {t(`per.${kept.task.per}`)} · {t('span', { since: sayDay(kept.from, lang), until: sayDay(kept.to, lang) })}
        </span>
      </span>
      {kept.sites.length > 0 && (
        <span className={css.small}>{t('sites', { names: kept.sites.map(s => s.name).join(t('and')) })}</span>
      )}
      <span className={css.small}>{kept.task.basis}</span>
      {kept.facts.length === 0 ? (
        <span className={css.small}>{t('facts.none')}</span>
      ) : (
        <span>
          <Button small look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('facts.open', { count: kept.facts.length })}
          </Button>
        </span>
      )}
      {open && (
        <ul className={css.facts}>
          {kept.facts.map(f => (
            <li key={f.ref.id}>
              <Link to={f.path}>{f.title}</Link> <span className={css.small}>{sayTime(f.at, lang)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
