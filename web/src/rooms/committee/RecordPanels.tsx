import { LinesPanel } from './LinesPanel'
import { figureLines, figuresOf, letterLines, lettersOf, speechesOf, speechLines } from './lines'
import css from './Meeting.module.css'
import type { MeetingView } from './types'

/** 通报的数字: the figures of the work report. */
export function FiguresPanel({ meeting }: { meeting: MeetingView }) {
  const parse = (text: string) => {
    const value = figuresOf(text, meeting.figures)
    return { value, wrong: value.filter(f => !f.value).length }
  }
  return (
    <LinesPanel
      meeting={meeting}
      name="figures"
      count={meeting.figures.length}
      text={figureLines(meeting.figures)}
      parse={parse}
    >
      <ul className={css.figures}>
        {meeting.figures.map(f => (
          <li key={`${f.label}${f.value}`}>
            <span className={css.value}>
              {f.value}
              {f.unit && <span className={css.unit}>{f.unit}</span>}
            </span>
            <span>{f.label}</span>
          </li>
        ))}
      </ul>
    </LinesPanel>
  )
}

/** 签订责任书: a reference to each letter that was signed. */
export function LettersPanel({ meeting }: { meeting: MeetingView }) {
  return (
    <LinesPanel
      meeting={meeting}
      name="letters"
      count={meeting.letters.length}
      text={letterLines(meeting.letters)}
      parse={text => ({ value: lettersOf(text), wrong: 0 })}
    >
      <ul className={css.said}>
        {meeting.letters.map(l => (
          <li key={l.text}>
            {l.text} {l.ref && <span className="muted">{l.ref}</span>}
          </li>
        ))}
      </ul>
    </LinesPanel>
  )
}

/** 讲话和发言: what was said on behalf of a post. */
export function SpeechesPanel({ meeting }: { meeting: MeetingView }) {
  const parse = (text: string) => {
    const value = speechesOf(text)
    return { value, wrong: value.filter(s => !s.post).length }
  }
  return (
    <LinesPanel
      meeting={meeting}
      name="speeches"
      count={meeting.speeches.length}
      text={speechLines(meeting.speeches)}
      parse={parse}
    >
      <ul className={css.said}>
        {meeting.speeches.map((s, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: speeches of one meeting, in their order
          <li key={i}>
            <strong>{s.post}</strong> {s.text}
          </li>
        ))}
      </ul>
    </LinesPanel>
  )
}
