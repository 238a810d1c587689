import type { Lamp as LampData, LampKind } from '@/api/types'
import { useT } from '@/app/i18n'
import css from './Lamp.module.css'

/** The deadline lamp: a round glyph with words, never a bare coloured dot. The server computes it. */
export function Lamp({ lamp, big }: { lamp: LampData; big?: boolean }) {
  const t = useT('parts')
  return (
    <span className={`${css.lamp} ${css[lamp.kind] ?? ''} ${big ? css.big : ''}`}>
      <LampGlyph kind={lamp.kind} />
      <span>{lamp.text || t(`lamp.${lamp.kind}`)}</span>
    </span>
  )
}

export function LampGlyph({ kind }: { kind: LampKind }) {
  return (
    <svg className={css.glyph} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {glyphs[kind]}
    </svg>
  )
}

const ring = <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2" />

const glyphs: Record<LampKind, React.ReactNode> = {
  normal: (
    <>
      {ring}
      <path d="M6.3 10.3l2.5 2.5 4.9-5.3" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  soon: (
    <>
      {ring}
      <path d="M10 2a8 8 0 010 16z" fill="currentColor" />
    </>
  ),
  overdue: (
    <>
      <circle className={css.ring} cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <path d="M10 5.5v5.5" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="10" cy="14.2" r="1.4" fill="currentColor" />
    </>
  ),
  unsigned: (
    <>
      <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.1 3.1" />
      <path d="M6.5 12.5c2-3.5 3-3.5 3.5-1s1.2 1.2 3.5-1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  none: <path d="M4 10h12" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  closed: <rect x="3" y="3" width="14" height="14" rx="1.5" fill="currentColor" />,
}
