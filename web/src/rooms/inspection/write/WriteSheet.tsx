import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { useSession } from '@/app/session'
import { asked, review, type State } from '@/checklist/form'
import { Button, Failure, Form, Note, Page, Panel, toast, useKey } from '@/kit'
import { answered } from '../check/draft'
import { ItemCard } from '../check/ItemCard'
import { ToolsOf } from '../check/tools'
import { type Inspection, useRoomWrite, useSay } from '../data'
import { deskTools } from './deskTools'
import { SheetFacts } from './SheetFacts'
import css from './Write.module.css'
import { keep, type Written, writtenBody, wrongIn } from './written'

interface SheetProps {
  begun: Written
  resumed: boolean
  onDrop: () => void
}

/** WriteSheet is the checklist as a sheet: questions left, answers right, what is missing always in sight. */
export function WriteSheet({ begun, resumed, onDrop }: SheetProps) {
  const t = useT('inspection')
  const say = useT('check')
  const { account } = useSession()
  const keyFor = useKey()
  const [sheet, setSheet] = useState(begun)
  const [tried, setTried] = useState(false)
  const save = useRoomWrite((body: object, key) => api.post<Inspection>('/inspections', body, { key }))
  const change = (edit: (w: Written) => Written) =>
    setSheet(old => {
      const next = edit(old)
      keep(account.id, next)
      return next
    })
  const states = review(sheet.form, sheet.answers)
  const shown = states.filter(s => s.shown)
  const ask = shown.filter(s => asked(s.item.kind))
  const wrong = wrongIn(sheet)
  const finish = () => {
    setTried(true)
    if (wrong.length > 0 || ask.some(s => s.lacks.length > 0)) return
    const body = writtenBody(sheet, states)
    save.mutate({ body, key: keyFor(body) }, { onSuccess: stored })
  }
  const stored = (i: Inspection) => {
    keep(account.id, undefined)
    toast(t('write.done', { number: i.number }))
    navigate(`/inspections/${i.id}`)
  }
  const hits = ask.filter(s => s.finding).length
  const counts = { site: sheet.siteName, done: ask.filter(s => s.answered).length, all: ask.length, hits }
  return (
    <Page
      name={t('write.name')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={say(hits > 0 ? 'title.found' : 'title.run', counts)}
      lead={t('one.version', { title: sheet.title, version: sheet.version })}
      action={<Button onClick={onDrop}>{say('restart')}</Button>}
    >
      {resumed && <Note>{t('write.resumed')}</Note>}
      <Form onSubmit={finish} errors={tried ? errorsOf(wrong, t) : {}} className={css.sheet}>
        <div className={css.main}>
          <Panel title={t('write.record')}>
            <SheetFacts sheet={sheet} onChange={part => change(w => ({ ...w, ...part }))} />
          </Panel>
          <ToolsOf.Provider value={deskTools}>
            <ol className={css.items}>
              {shown.map(s => (
                <ItemCard
                  key={s.item.name}
                  state={s}
                  check={sheet}
                  onAnswer={part => change(w => ({ ...w, ...answered(w, s.item.name, part) }))}
                />
              ))}
            </ol>
          </ToolsOf.Provider>
        </div>
        <aside className={css.side}>
          <progress className={css.progress} max={counts.all} value={counts.done} aria-label={say('progress')} />
          <p>{t('write.tally', counts)}</p>
          <Missing states={ask} />
          {save.error && <Failure problem={save.error} />}
          <Button type="submit" look="primary" wide icon="check" busy={save.isPending}>
            {hits > 0 ? say('sendFound', { count: hits }) : say('send')}
          </Button>
          <p className="muted">{t('write.next')}</p>
        </aside>
      </Form>
    </Page>
  )
}

function errorsOf(wrong: string[], t: (key: string) => string): Record<string, string> {
  return Object.fromEntries(wrong.map(name => [name, t(`write.wrong.${name}`)]))
}

/** Missing lists what is not complete yet; each leads to its item. */
function Missing({ states }: { states: State[] }) {
  const t = useT('inspection')
  const say = useT('check')
  const label = useSay()
  const open = states.filter(s => s.lacks.length > 0)
  if (open.length === 0) return <p className={css.all}>{t('write.complete')}</p>
  return (
    <>
      <h2 className={css.head}>{t('write.missing', { count: open.length })}</h2>
      <ul className={css.missing}>
        {open.map(s => (
          <li key={s.item.name}>
            <a href={`#item-${s.item.name}`}>{label(s.item.label, s.item.labelEn)}</a>{' '}
            <span className="muted">{s.lacks.map(l => say(`lack.${l}`)).join(say('comma'))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
