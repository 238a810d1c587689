import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Point } from '@/capture/place'
import type { Answer, Item, State } from '@/checklist/form'
import type { KeptFile } from '@/offline/store'
import { AreaField } from '@/parts'
import { AnswerKeys } from './AnswerKeys'
import css from './Check.module.css'
import type { Check } from './draft'
import { FindingStrip } from './FindingStrip'
import { useTools } from './tools'

export type OnAnswer = (part: Partial<Answer>, files?: KeptFile[], originals?: Record<string, string>) => void

export interface ItemProps {
  state: State
  check: Pick<Check, 'form' | 'answers' | 'originals' | 'siteName'>
  point?: Point
  onAnswer: OnAnswer
}

/** One line of the checklist: the question, its keys, and what the answer asks for — never more. */
export function ItemCard(props: ItemProps) {
  const { state, check } = props
  const { item } = state
  const { lang } = usePrefs()
  const label = (lang === 'en' && item.labelEn) || item.label
  const hint = (lang === 'en' && item.hintEn) || item.hint
  if (item.kind === 'group') return <li className={css.heading}>{label}</li>
  if (item.kind === 'note') return <li className="muted">{label}</li>
  const answer = check.answers[item.name]
  return (
    <li id={`item-${item.name}`} className={`${css.item} ${state.finding ? css.found : ''}`}>
      <div className={css.question}>
        <p className={css.label}>{label}</p>
        {hint && <p className="muted">{hint}</p>}
      </div>
      <div className={css.answer}>
        <AnswerKeys {...props} label={label} />
      </div>
      {(state.photos > 0 || item.kind === 'photo') && <Photos {...props} />}
      {(state.note || answer?.note !== undefined) && !state.finding && <NoteField {...props} needed={state.note} />}
      {state.finding && <FindingStrip {...props} />}
      {state.finding && <Basis item={item} />}
    </li>
  )
}

function Photos({ state, check, point, onAnswer }: ItemProps) {
  const { Camera } = useTools()
  return (
    <Camera
      name={`photos-${state.item.name}`}
      need={state.photos}
      pictures={check.answers[state.item.name]?.photos ?? []}
      originals={check.originals}
      place={check.siteName}
      point={point}
      onPictures={(photos, files, originals) => onAnswer({ photos }, files, originals)}
    />
  )
}

function NoteField({ state, check, onAnswer, needed }: ItemProps & { needed: boolean }) {
  const t = useT('check')
  return (
    <AreaField
      name={`note-${state.item.name}`}
      label={needed ? t('noteNeeded') : t('note')}
      rows={2}
      maxLength={1000}
      value={check.answers[state.item.name]?.note ?? ''}
      onValue={note => onAnswer({ note })}
    />
  )
}

function Basis({ item }: { item: Item }) {
  const t = useT('check')
  if (!item.basis?.length) return null
  const list = item.basis.map(b => [b.document, b.clause].filter(Boolean).join(' ')).join(t('comma'))
  return <p className="muted">{t('basis', { list })}</p>
}
