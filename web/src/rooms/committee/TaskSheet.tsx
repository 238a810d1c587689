import { useState } from 'react'
import { useT } from '@/app/i18n'
import { AreaField, Button, DateField, Form, SelectField, TextField } from '@/kit'
import { cadences, topics } from '@/rooms/matter/types'
import { DropButton } from './DropButton'
import { hindered, isSendable } from './entries'
import { GapNotes } from './GapNotes'
import { OwnersField } from './OwnersField'
import css from './Sheet.module.css'
import { SplitJoin } from './SplitJoin'
import { Twins } from './Twins'
import { type Decision, type Desk, evidenceKinds, kinds } from './types'
import { useAutosave } from './useAutosave'
import { useTick } from './useDeskKeys'

const urgencies: Decision['urgency'][] = ['ordinary', 'urgent', 'extra_urgent']

/** The task sheet: it opens filled, saves itself, and says what is still missing and what to do about it. */
export function TaskSheet({ desk, decision: d }: { desk: Desk; decision: Decision }) {
  const { meeting } = desk
  const t = useT('committee')
  const words = useT('matter')
  const { change, flush, savedAt, dirty, problem } = useAutosave(meeting.id, d)
  const [title, setTitle] = useState(d.title)
  const [standard, setStandard] = useState(d.standard)
  return (
    <>
      <Form onSubmit={flush} problem={problem} className={css.form}>
        <SplitJoin desk={desk} decision={d} />
        <GapNotes decision={d} onTask={() => change({ kind: 'task' }, 0)} />
        <Twins meeting={meeting.id} decision={d} />
        <TextField
          name="title"
          label={t('sheet.title')}
          maxLength={200}
          value={title}
          onValue={v => {
            setTitle(v)
            if (v.trim()) change({ title: v.trim() })
          }}
          onBlur={flush}
        />
        <OwnersField
          name="owners"
          label={t('sheet.owners')}
          owners={d.owners}
          onOwners={owners => change({ owners }, 0)}
        />
        <OwnersField
          name="coOwners"
          label={t('sheet.coOwners')}
          optional
          owners={d.coOwners}
          onOwners={coOwners => change({ coOwners }, 0)}
        />
        <DateField name="due" label={t('sheet.due')} optional value={d.due ?? ''} onValue={due => change({ due })} />
        <AreaField
          name="standard"
          label={t('sheet.standard')}
          hint={t('sheet.standardHint')}
          optional
          rows={3}
          value={standard}
          onValue={v => {
            setStandard(v)
            change({ standard: v })
          }}
          onBlur={flush}
        />
        <div className={css.pairs}>
          <Choice
            name="cadence"
            value={d.cadence}
            values={[...cadences]}
            say={v => words(`cadence.${v}`)}
            hint={d.recurrence === 'hourly' && d.cadence === 'daily' ? t('sheet.hourly') : undefined}
            onValue={v => change({ cadence: v }, 0)}
          />
          <Choice
            name="evidence"
            value={d.evidence}
            values={[...evidenceKinds]}
            say={v => t(`evidence.${v}`)}
            onValue={v => change({ evidence: v }, 0)}
          />
          <Choice
            name="urgency"
            value={d.urgency}
            values={urgencies}
            say={v => words(`urgency.${v}`)}
            onValue={v => change({ urgency: v }, 0)}
          />
          <Choice
            name="topic"
            value={d.topic}
            values={[...topics]}
            say={v => words(`topic.${v}`)}
            onValue={v => change({ topic: v }, 0)}
          />
          <Choice
            name="kind"
            value={d.kind}
            values={kinds}
            say={v => t(`kind.${v}`)}
            onValue={v => change({ kind: v }, 0)}
          />
        </div>
      </Form>
      <SheetFoot meeting={meeting.id} decision={d} dirty={dirty} savedAt={savedAt} onFlush={flush} />
    </>
  )
}

interface ChoiceProps<V extends string> {
  name: string
  value: string
  values: V[]
  say: (value: V) => string
  hint?: string
  onValue: (value: V) => void
}

function Choice<V extends string>({ name, value, values, say, hint, onValue }: ChoiceProps<V>) {
  const t = useT('committee')
  return (
    <SelectField
      name={name}
      label={t(`sheet.${name}`)}
      hint={hint}
      value={value}
      options={values.map(v => ({ value: v, label: say(v) }))}
      onValue={v => onValue(v as V)}
    />
  )
}

interface FootProps {
  meeting: string
  decision: Decision
  dirty: boolean
  savedAt: Date | undefined
  onFlush: () => void
}

function SheetFoot({ meeting, decision: d, dirty, savedAt, onFlush }: FootProps) {
  const t = useT('committee')
  const tick = useTick(meeting)
  const at = savedAt && `${savedAt.getHours()}:${String(savedAt.getMinutes()).padStart(2, '0')}`
  const press = () => {
    onFlush()
    tick(d)
  }
  return (
    <div className={css.foot}>
      {isSendable(d) && d.state !== 'dropped' && (
        <Button
          look={d.state === 'ticked' ? 'normal' : 'primary'}
          icon="check"
          onClick={press}
          disabled={hindered(d) && !dirty}
        >
          {t(d.state === 'ticked' ? 'sheet.untick' : 'sheet.tick')}
        </Button>
      )}
      {d.state === 'dropped' ? (
        <span className="muted">{t('sheet.dropped', { reason: d.reason ?? '' })}</span>
      ) : (
        isSendable(d) && <DropButton meeting={meeting} decision={d} />
      )}
      <span className={css.saved} role="status">
        {dirty ? t('sheet.saving') : at && t('sheet.saved', { at })}
      </span>
    </div>
  )
}
