import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan, useSession } from '@/app/session'
import { Button, Dialog, Panel, toast, useKey, useRefused } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { DocumentForm, ReceiptForm } from './DocumentForms'
import css from './Meeting.module.css'
import { useSave } from './queries'
import type { MeetingView, Studied } from './types'

/** 传达学习: what was studied, which units have relayed it, and which have not yet. */
export function DocumentsPanel({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('studied.title')}
      flush
      extra={
        may && (
          <Button small look="quiet" icon="plus" onClick={() => setOpen(true)}>
            {t('studied.add')}
          </Button>
        )
      }
    >
      {meeting.documents.length === 0 && meeting.toStudy.length === 0 && (
        <p className={css.none}>{t('studied.none')}</p>
      )}
      {may && meeting.toStudy.length > 0 && <ToStudy meeting={meeting} />}
      {meeting.documents.map(d => (
        <StudiedRow key={d.id} meeting={meeting.id} document={d} />
      ))}
      <Dialog open={open} title={t('studied.add')} onClose={() => setOpen(false)}>
        <DocumentForm meeting={meeting} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

function StudiedRow({ meeting, document: d }: { meeting: string; document: Studied }) {
  const t = useT('committee')
  const say = useSay()
  const { post } = useSession()
  const may = useCan()('committee.receipt')
  const [open, setOpen] = useState(false)
  const mine = d.waiting.some(u => u.id === post?.unit.id)
  return (
    <article className={css.studied}>
      <h3>{d.title}</h3>
      <p className="muted">
        {[d.number, d.organ, d.due && t('studied.due', { day: say.day(d.due) })].filter(Boolean).join(' · ')}
      </p>
      <p>
        <progress
          className={css.bar}
          max={Math.max(1, d.units.length)}
          value={d.receipts.length}
          aria-label={d.title}
        />
        {t('studied.sum', { done: d.receipts.length, total: d.units.length })}
      </p>
      {d.waiting.length > 0 && (
        <details>
          <summary>{t('studied.waiting', { count: d.waiting.length })}</summary>
          <p className={css.units}>{d.waiting.map(u => u.name).join('、')}</p>
        </details>
      )}
      {d.receipts.length > 0 && (
        <details>
          <summary>{t('studied.receipts', { count: d.receipts.length })}</summary>
          <ul className={css.receipts}>
            {d.receipts.map(r => (
              <li key={r.id}>
                <strong>{r.unit.name}</strong> {t('studied.receipt', { day: say.day(r.on), people: r.people })} {r.note}
              </li>
            ))}
          </ul>
        </details>
      )}
      {d.waiting.length > 0 && <UrgeRelay meeting={meeting} document={d} />}
      {mine && may && (
        <Button look="primary" small onClick={() => setOpen(true)}>
          {t('studied.give')}
        </Button>
      )}
      <Dialog open={open} title={t('studied.give')} onClose={() => setOpen(false)} width={480}>
        <ReceiptForm meeting={meeting} document={d} onDone={() => setOpen(false)} />
      </Dialog>
    </article>
  )
}

/** 催回执: asks the units whose receipt is missing, and only those. */
function UrgeRelay({ meeting, document: d }: { meeting: string; document: Studied }) {
  const t = useT('committee')
  const refused = useRefused()
  const may = useCan()('committee.write')
  const urge = useSave<{ urged: number }>('post', `/meetings/${meeting}/documents/${d.id}/urge`)
  const key = useKey()
  if (!may) return null
  const press = () =>
    urge.mutate(
      { body: {}, key: key({ waiting: d.waiting.length, at: Math.floor(Date.now() / 60_000) }) },
      {
        onSuccess: r => toast(t('studied.urged', { count: r.urged })),
        onError: refused,
      },
    )
  return (
    <Button small icon="bell" busy={urge.isPending} onClick={press}>
      {t('studied.urge', { count: d.waiting.length })}
    </Button>
  )
}

/** What the minutes say was studied: one press records it and asks every unit for a receipt. */
function ToStudy({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const [chosen, setChosen] = useState<MeetingView['toStudy'][number]>()
  return (
    <div className={css.proposed}>
      <p className="muted">{t('studied.proposed', { count: meeting.toStudy.length })}</p>
      <ul>
        {meeting.toStudy.map(d => (
          <li key={d.title}>
            <span>
              {d.title} {d.number && <span className="muted">{d.number}</span>}
            </span>
            <Button small icon="plus" onClick={() => setChosen(d)}>
              {t('studied.save')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog open={chosen !== undefined} title={t('studied.add')} onClose={() => setChosen(undefined)}>
        {chosen && <DocumentForm meeting={meeting} start={chosen} onDone={() => setChosen(undefined)} />}
      </Dialog>
    </div>
  )
}
