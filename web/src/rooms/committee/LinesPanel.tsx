import { type ReactNode, useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, AreaField, Button, Dialog, Form, Panel, useKey } from '@/kit'
import { draftOf } from './draft'
import css from './Meeting.module.css'
import { useSave } from './queries'
import type { MeetingView } from './types'

interface LinesProps {
  meeting: MeetingView
  /** letters, speeches or figures: the field of the meeting and the section of the words. */
  name: 'letters' | 'speeches' | 'figures'
  count: number
  text: string
  /** What the lines mean; `wrong` counts the ones that lack something. */
  parse: (text: string) => { value: unknown[]; wrong: number }
  children: ReactNode
}

/** A list of the meeting that is edited as lines of text. */
export function LinesPanel({ meeting, name, count, text, parse, children }: LinesProps) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const [open, setOpen] = useState(false)
  if (count === 0 && !may) return null
  const edit = may && (
    <Button small look="quiet" onClick={() => setOpen(true)}>
      {t('agenda.edit')}
    </Button>
  )
  return (
    <Panel title={t(`${name}.title`)} extra={edit} flush>
      {count === 0 ? <p className={css.none}>{t(`${name}.none`)}</p> : children}
      <Dialog open={open} title={t(`${name}.title`)} onClose={() => setOpen(false)}>
        <LinesForm meeting={meeting} name={name} text={text} parse={parse} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

type FormProps = Pick<LinesProps, 'meeting' | 'name' | 'text' | 'parse'> & { onDone: () => void }

function LinesForm({ meeting, name, text: before, parse, onDone }: FormProps) {
  const t = useT('committee')
  const [text, setText] = useState(before)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const save = useSave('patch', `/meetings/${meeting.id}`)
  const key = useKey()
  const send = () => {
    const { value, wrong } = parse(text)
    setErrors(wrong > 0 ? { [name]: t(`${name}.wrong`, { count: wrong }) } : {})
    const body = { ...draftOf(meeting), [name]: value }
    if (wrong === 0) save.mutate({ body, key: key(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={send} errors={errors} problem={save.error}>
      <AreaField
        name={name}
        label={t(`${name}.lines`)}
        hint={t(`${name}.hint`)}
        rows={8}
        value={text}
        onValue={setText}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('lines.save')}
        </Button>
      </Actions>
    </Form>
  )
}
