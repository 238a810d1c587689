import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Point } from '@/capture/place'
import { Shots } from '@/capture/Shots'
import { type Shot, sentShot } from '@/capture/shot'
import type { Answer, Item, Picture, State } from '@/checklist/form'
import type { KeptFile } from '@/offline/store'
import { AreaField } from '@/parts'
import { AnswerKeys } from './AnswerKeys'
import css from './Check.module.css'
import type { Check } from './draft'
import { FindingStrip } from './FindingStrip'

export type OnAnswer = (part: Partial<Answer>, files?: KeptFile[], originals?: Record<string, string>) => void

export interface ItemProps {
  state: State
  check: Check
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
      <p className={css.label}>{label}</p>
      {hint && <p className="muted">{hint}</p>}
      <AnswerKeys {...props} label={label} />
      {(state.photos > 0 || item.kind === 'photo') && <Photos {...props} />}
      {(state.note || answer?.note !== undefined) && !state.finding && <NoteField {...props} needed={state.note} />}
      {state.finding && <FindingStrip {...props} />}
      {state.finding && <Basis item={item} />}
    </li>
  )
}

export function Photos({ state, check, point, onAnswer }: ItemProps) {
  const t = useT('check')
  const shots = shotsOf(check.answers[state.item.name]?.photos, check.originals)
  const label = state.photos > 0 ? t('photoNeeded', { count: state.photos }) : t('photo')
  return (
    <Shots
      label={label}
      shots={shots}
      place={check.siteName}
      point={point}
      onShots={(list, files) => onAnswer({ photos: list.map(pictureOf) }, files, originalsOf(list))}
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

/** The county takes no hash of the camera's own file with an answer; the phone remembers it beside. */
export function pictureOf(s: Shot): Picture {
  const { original: _, ...picture } = sentShot(s)
  return picture
}

export const originalsOf = (shots: Shot[]) => Object.fromEntries(shots.map(s => [s.hash, s.original]))

export function shotsOf(pictures: Picture[] | undefined, originals: Record<string, string>): Shot[] {
  return (pictures ?? []).map(p => ({
    hash: p.hash,
    original: originals[p.hash] ?? p.hash,
    at: Date.parse(p.at ?? '') || 0,
    point:
      p.lon !== undefined && p.lat !== undefined ? { lon: p.lon, lat: p.lat, accuracy: p.accuracy ?? 0 } : undefined,
    gallery: p.gallery,
  }))
}
