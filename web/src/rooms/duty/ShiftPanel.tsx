import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { countyNow, sayTime } from '@/app/time'
import { Actions, Button, Facts, Failure, Loaded, toast, useKey } from '@/kit'
import { DropForm } from './DropForm'
import css from './Duty.module.css'
import { type ShiftCard, type Told, useDutyWrite, useShift } from './data'
import { instant } from './days'
import { HandForm } from './HandForm'
import { SwapForm } from './SwapForm'
import { saySpan } from './say'

/** One shift: who, what was swapped, what was handed over, and what can be done with it. */
export function ShiftPanel({ id, may, onDone }: { id: string; may: boolean; onDone: () => void }) {
  const shift = useShift(id)
  return <Loaded query={shift}>{data => <Card shift={data} may={may} onDone={onDone} />}</Loaded>
}

type Verb = '' | 'swap' | 'drop' | 'hand'

function Card({ shift, may, onDone }: { shift: ShiftCard; may: boolean; onDone: () => void }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  const [verb, setVerb] = useState<Verb>('')
  const now = countyNow()
  const at = instant(now.format('YYYY-MM-DD'), now.format('HH:mm'))
  const back = () => setVerb('')
  if (verb === 'swap') return <SwapForm shift={shift} onDone={back} />
  if (verb === 'drop') return <DropForm shift={shift} onDone={onDone} onCancel={back} />
  if (verb === 'hand') return <HandForm shift={shift} onDone={back} />
  return (
    <div className={css.card}>
      <Facts
        items={[
          [t('col.time'), saySpan(t, lang, shift.starts, shift.ends)],
          [t('col.kind'), t(`kind.${shift.kind}`)],
          [t('col.unit'), shift.unit.name],
          [t('col.post'), shift.post.name],
          [t('col.person'), shift.person.name],
          [t('col.leader'), shift.leader?.name ?? t('none')],
          [t('col.note'), shift.note || t('none')],
        ]}
      />
      {shift.heard && <Heard shift={shift} told={shift.heard} may={may} />}
      {shift.told && (
        <section>
          <h3>{t('card.told')}</h3>
          <Words told={shift.told} />
        </section>
      )}
      {shift.changes.length > 0 && (
        <section>
          <h3>{t('card.changes')}</h3>
          <ul className={css.list}>
            {shift.changes.map(c => (
              <li key={`${c.at}${c.role}`}>
                {t(`card.change.${c.role}`, {
                  at: sayTime(c.at, lang),
                  was: c.was.name,
                  became: c.became.name,
                  reason: c.reason,
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {may && shift.status === 'planned' && (
        <Actions>
          {!shift.told && shift.starts <= at && <Button onClick={() => setVerb('hand')}>{t('hand.go')}</Button>}
          {shift.ends > at && (
            <Button icon="swap" onClick={() => setVerb('swap')}>
              {t('swap.go')}
            </Button>
          )}
          {shift.starts > at && <Button onClick={() => setVerb('drop')}>{t('drop.go')}</Button>}
        </Actions>
      )}
    </div>
  )
}

function Words({ told }: { told: Told }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  return (
    <div className={css.list}>
      <p className={css.told}>{told.note}</p>
      <p className="muted">{t('card.given', { name: told.given_by.name, at: sayTime(told.given_at, lang) })}</p>
      <p className="muted">
        {told.taken_by && told.taken_at
          ? t('card.taken', { name: told.taken_by.name, at: sayTime(told.taken_at, lang) })
          : t('card.waiting')}
      </p>
    </div>
  )
}

function Heard({ shift, told, may }: { shift: ShiftCard; told: Told; may: boolean }) {
  const t = useT('duty')
  const keyFor = useKey()
  const take = useDutyWrite((id: string, key) => api.post(`/duty/${id}/takeover`, undefined, { key }))
  const go = () => take.mutate({ body: shift.id, key: keyFor(told) }, { onSuccess: () => toast(t('hand.took')) })
  return (
    <section className={css.list}>
      <h3>{t('card.heard')}</h3>
      <Words told={told} />
      {take.error && <Failure problem={take.error} />}
      {may && !told.taken_by && (
        <div>
          <Button look="primary" icon="check" busy={take.isPending} onClick={go}>
            {t('hand.take')}
          </Button>
        </div>
      )}
    </section>
  )
}
