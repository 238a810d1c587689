import { useEffect, useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, AreaField, Button, Dialog, Download, Form, Icon, toast, useForm, useKey } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Banner.module.css'
import { clockText, secondsLeft } from './countdown'
import { useRecall } from './queries'
import { Reach } from './Reach'
import type { Dispatch } from './types'

/** What went out last: the papers, and for ten minutes, while nobody has signed, the way back. */
export function DispatchBanner({ dispatch }: { dispatch?: Dispatch }) {
  const t = useT('committee')
  const say = useSay()
  const may = useCan()('committee.dispatch')
  const left = useSecondsLeft(dispatch?.recallUntil)
  const [asking, setAsking] = useState(false)
  if (!dispatch) return null
  const units = new Set(dispatch.matters.map(m => m.unit.id)).size
  const recallable = may && !dispatch.recalled && left > 0
  return (
    <section className={css.banner} aria-label={t('sent.label')}>
      <span className={css.words}>
        <strong>
          <Icon name={dispatch.recalled ? 'undo' : 'check'} size={16} />
          {dispatch.recalled
            ? t('sent.recalled', { at: say.time(dispatch.recalled), number: dispatch.number })
            : t('sent.title', {
                at: say.time(dispatch.at),
                tasks: dispatch.tasks.length,
                units,
                number: dispatch.number,
              })}
        </strong>
        {!dispatch.recalled && <Reach dispatch={dispatch} />}
        {recallable && (
          <span className={css.left}>
            {t('sent.left')} <span className={css.clock}>{clockText(left)}</span>
          </span>
        )}
      </span>
      {!dispatch.recalled && (
        <span className={css.verbs}>
          <Download small href={url(`/meetings/${dispatch.meeting}/tasks.xlsx`, { dispatch: dispatch.id })}>
            {t('sent.xlsx')}
          </Download>
          <Download
            small
            icon="file"
            href={url(`/meetings/${dispatch.meeting}/notice.docx`, { dispatch: dispatch.id })}
          >
            {t('sent.docx')}
          </Download>
          {recallable && (
            <Button small look="danger" icon="undo" onClick={() => setAsking(true)}>
              {t('sent.recall')}
            </Button>
          )}
        </span>
      )}
      <Dialog open={asking} title={t('recall.title')} onClose={() => setAsking(false)} width={480}>
        <RecallForm dispatch={dispatch} onDone={() => setAsking(false)} />
      </Dialog>
    </section>
  )
}

function useSecondsLeft(until: string | null | undefined): number {
  const [left, setLeft] = useState(() => secondsLeft(until, Date.now()))
  useEffect(() => {
    setLeft(secondsLeft(until, Date.now()))
    if (secondsLeft(until, Date.now()) === 0) return
    const timer = setInterval(() => setLeft(secondsLeft(until, Date.now())), 1000)
    return () => clearInterval(timer)
  }, [until])
  return left
}

function RecallForm({ dispatch, onDone }: { dispatch: Dispatch; onDone: () => void }) {
  const t = useT('committee')
  const key = useKey()
  const form = useForm({ reason: '' })
  const recall = useRecall()
  const reason = form.values.reason.trim()
  const send = () =>
    recall.mutate(
      { dispatch: dispatch.id, reason, key: key(reason) },
      {
        onSuccess: () => {
          toast(t('recall.done'))
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={send} problem={recall.error}>
      <p>{t('recall.text', { count: dispatch.matters.length })}</p>
      <AreaField {...form.bind('reason')} label={t('recall.reason')} optional />
      <Actions>
        <Button type="submit" look="danger" busy={recall.isPending}>
          {t('recall.do', { count: dispatch.matters.length })}
        </Button>
      </Actions>
    </Form>
  )
}
