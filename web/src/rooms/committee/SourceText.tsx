import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button } from '@/kit'
import { useBring } from './bring'
import { looseId } from './entries'
import { runesOf } from './runes'
import { useMove } from './Sentence'
import { type Paragraph, type Piece, paragraphs, trimmed } from './spans'
import css from './Text.module.css'
import { type Stretch, selectedStretch, useTouchSelection } from './textSelection'
import type { Desk } from './types'
import { useAddSpan } from './useDeskKeys'

interface SourceProps {
  desk: Desk
  selected: string | undefined
  lit: string | undefined
  onLit: (id: string | undefined) => void
  onSelect: (id: string) => void
}

/** The text as it came, locked: recognised clauses underlined and numbered, the rest grey; any stretch can become a task. */
export function SourceText(props: SourceProps) {
  const { desk, selected, onSelect } = props
  const t = useT('committee')
  const root = useRef<HTMLElement>(null)
  const [stretch, setStretch] = useState<Stretch>()
  const runes = useMemo(() => runesOf(desk.text), [desk.text])
  const numbers = useMemo(() => new Map(desk.decisions.map(d => [d.id, d.no])), [desk.decisions])
  const lines = useMemo(() => {
    const known = desk.decisions.map(d => ({ id: d.id, ...d.source }))
    const loose = desk.loose.map(l => ({ id: looseId(l), start: l.start, end: l.end }))
    return paragraphs(runes, [...known, ...loose])
  }, [runes, desk.decisions, desk.loose])
  const may = useCan()('committee.write')
  const forget = () => {
    setStretch(undefined)
    window.getSelection()?.removeAllRanges()
  }
  const add = useAddSpan(desk.meeting.id, id => {
    forget()
    onSelect(id)
  })
  useEffect(() => {
    if (selected)
      root.current?.querySelector(`[data-span~="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  useBring(root, 'data-span', props.lit)
  const look = (e?: { target: EventTarget }) => {
    if (e?.target instanceof Element && e.target.closest('[data-make]')) return
    const found = selectedStretch(root.current)
    setStretch(found && trimmed(runes, found.start, found.end))
  }
  useTouchSelection(root, found => setStretch(trimmed(runes, found.start, found.end)))
  return (
    <section
      className={css.pane}
      ref={root}
      aria-label={t('desk.pane.text')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reached by the keyboard
      tabIndex={0}
      onMouseUp={look}
      onKeyUp={look}
      data-at="text"
    >
      {lines.map(line => (
        <Line key={line.start} line={line} numbers={numbers} {...props} />
      ))}
      {may && stretch && <Make desk={desk} stretch={stretch} selected={selected} onMake={add} onMoved={forget} />}
    </section>
  )
}

interface MakeProps {
  desk: Desk
  stretch: Stretch
  selected: string | undefined
  onMake: (start: number, end: number) => void
  onMoved: () => void
}

/** What the marked words can become: the sentence of the item under the hand, or a task of their own. */
function Make({ desk, stretch, selected, onMake, onMoved }: MakeProps) {
  const t = useT('committee')
  const decision = desk.decisions.find(d => d.id === selected)
  const move = useMove(desk, decision)
  const movable = decision && ['proposed', 'ticked', 'dropped'].includes(decision.state)
  return (
    <div className={css.make} data-make>
      {movable && (
        <Button look="primary" icon="swap" onClick={() => move(stretch, onMoved)}>
          {t('source.make', { no: decision.no })}
        </Button>
      )}
      <Button look={movable ? 'normal' : 'primary'} icon="plus" onClick={() => onMake(stretch.start, stretch.end)}>
        {t('desk.make', { count: stretch.end - stretch.start })}
      </Button>
    </div>
  )
}

type LineProps = SourceProps & { line: Paragraph; numbers: Map<string, number> }

function Line({ line, ...rest }: LineProps) {
  return (
    <p className={css.line}>
      {line.pieces.map(piece => (
        <PieceOfText key={piece.start} piece={piece} {...rest} />
      ))}
    </p>
  )
}

type PieceProps = Omit<LineProps, 'line' | 'desk'> & { piece: Piece }

function PieceOfText({ piece, numbers, selected, lit, onLit, onSelect }: PieceProps) {
  const inner = piece.ids[0]
  if (!inner) return <span data-start={piece.start}>{piece.text}</span>
  const known = piece.ids.some(id => numbers.has(id))
  const classes = [
    known ? css.known : css.loose,
    selected && piece.ids.includes(selected) && css.selected,
    lit && piece.ids.includes(lit) && css.lit,
    piece.ids.length > 1 && css.nested,
  ]
  const begins = piece.begins.map(id => numbers.get(id)).filter(no => no !== undefined)
  return (
    <>
      {begins.map(no => (
        <sup key={no} className={css.no} aria-hidden="true">
          {no}
        </sup>
      ))}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it does the same for the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: text must stay text, so that it can be selected */}
      <span
        className={classes.filter(Boolean).join(' ')}
        data-start={piece.start}
        data-span={piece.ids.join(' ')}
        onMouseEnter={() => onLit(inner)}
        onMouseLeave={() => onLit(undefined)}
        onClick={() => window.getSelection()?.isCollapsed !== false && onSelect(inner)}
      >
        {piece.text}
      </span>
    </>
  )
}
