import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate } from '@/app/router'
import { usePoint } from '@/capture/place'
import { type Answer, asked, review, type State } from '@/checklist/form'
import { Screen } from '@/fieldkit'
import { useEngine } from '@/offline/Offline'
import { type KeptFile, PhoneFull } from '@/offline/store'
import { useDraft } from '@/offline/useDraft'
import { Button, Note, Skeleton, TextField, toast } from '@/parts'
import css from './Check.module.css'
import { answered, bodyOf, type Check, kind, parcelOf } from './draft'
import { ItemCard } from './ItemCard'
import { LedField } from './LedField'
import { phoneTools } from './phoneTools'
import { ToolsOf } from './tools'

/** Run goes through one checklist. Every answer is on the phone before the next. */
export function Run({ begun, onDrop }: { begun: Check; onDrop: () => void }) {
  const t = useT('check')
  const engine = useEngine()
  const state = useDraft<Check>(
    { kind, begin: () => begun, fits: left => left.id === begun.id, parcel: c => parcelOf(c, 'draft', undefined) },
    begun.id,
  )
  if (!state) return <Skeleton />
  const drop = () => void engine.forget(begun.id).then(onDrop)
  const states = review(state.draft.form, state.draft.answers).filter(s => s.shown)
  const ask = states.filter(s => asked(s.item.kind))
  const counts = {
    site: state.draft.siteName,
    done: ask.filter(s => s.answered).length,
    all: ask.length,
    hits: ask.filter(s => s.finding).length,
  }
  return (
    <Screen name={t('name')} title={t(counts.hits > 0 ? 'title.found' : 'title.run', counts)}>
      <progress className={css.progress} max={counts.all} value={counts.done} aria-label={t('progress')} />
      {state.resumed && (
        <Note>
          {t('resumed')} <Button onClick={drop}>{t('restart')}</Button>
        </Note>
      )}
      <ToolsOf.Provider value={phoneTools}>
        <Items check={state.draft} states={states} change={state.change} />
      </ToolsOf.Provider>
      <TextField
        name="counterpart"
        label={t('counterpart')}
        optional
        maxLength={60}
        value={state.draft.counterpart}
        onValue={counterpart => state.change({ counterpart })}
      />
      <LedField value={state.draft.led ?? ''} onValue={led => state.change({ led: led || undefined })} />
      <Finish check={state.draft} states={ask} onDone={onDrop} />
    </Screen>
  )
}

interface ItemsProps {
  check: Check
  states: State[]
  change: (part: Partial<Check>, files?: KeptFile[]) => void
}

function Items({ check, states, change }: ItemsProps) {
  const { point } = usePoint()
  const put = (name: string, part: Partial<Answer>, files: KeptFile[] = [], originals: Record<string, string> = {}) =>
    change({ ...answered(check, name, part, originals), point: check.point ?? point }, files)
  return (
    <ol className={css.items}>
      {states.map(s => (
        <ItemCard key={s.item.name} state={s} check={check} point={point} onAnswer={(...a) => put(s.item.name, ...a)} />
      ))}
    </ol>
  )
}

function Finish({ check, states, onDone }: { check: Check; states: State[]; onDone: () => void }) {
  const t = useT('check')
  const engine = useEngine()
  const { lang } = usePrefs()
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState('')
  const open = states.filter(s => s.lacks.length > 0)
  const hits = states.filter(s => s.finding).length
  const finish = async () => {
    setAsking(true)
    if (open.length > 0) return
    try {
      await engine.put(parcelOf(check, 'waiting', bodyOf(check, review(check.form, check.answers), Date.now())), [])
      toast(navigator.onLine ? t('going') : t('kept'))
      onDone()
      navigate('/outbox')
    } catch (error) {
      setProblem(error instanceof PhoneFull ? t('full') : String(error))
    }
  }
  return (
    <div className={css.finish}>
      {asking && open.length > 0 && (
        <div role="alert" className={css.lacks}>
          <p>{t('lacks', { count: open.length })}</p>
          <ul>
            {open.slice(0, 8).map(s => (
              <li key={s.item.name}>
                <a href={`#item-${s.item.name}`}>{(lang === 'en' && s.item.labelEn) || s.item.label}</a> ·{' '}
                {s.lacks.map(l => t(`lack.${l}`)).join(t('comma'))}
              </li>
            ))}
          </ul>
        </div>
      )}
      {problem && <p role="alert">{problem}</p>}
      <Button look="primary" wide icon="check" onClick={() => void finish()}>
        {hits > 0 ? t('sendFound', { count: hits }) : t('send')}
      </Button>
      <p className="muted">{t('next')}</p>
    </div>
  )
}
