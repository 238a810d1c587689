import { useT } from '@/app/i18n'
import css from './Level.module.css'

export type LevelNumber = 1 | 2 | 3 | 4

const roman: Record<LevelNumber, string> = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' }

const shapes: Record<LevelNumber, string> = {
  1: 'M7.2 1.5h9.6l5.7 5.7v9.6l-5.7 5.7H7.2l-5.7-5.7V7.2z',
  2: 'M12 1.5L22.5 12 12 22.5 1.5 12z',
  3: 'M12 2.5l10.5 18.5h-21z',
  4: 'M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17z',
}

/** A statutory level speaks through shape, colour, character, numeral and place in the line: ▲ 黄色 Ⅲ级. A scale with
 * words of its own (the grades of risk) gives them as text. */
export function Level({ level, text }: { level: LevelNumber; text?: string }) {
  const t = useT('parts')
  return (
    <span className={`${css.level} ${css[`l${level}`]}`}>
      <svg className={css.shape} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={shapes[level]} />
        {level === 1 && (
          <path d={shapes[1]} className={css.inner} transform="translate(12 12) scale(.68) translate(-12 -12)" />
        )}
      </svg>
      <span>{text ?? t(`level.${level}`, { roman: roman[level] })}</span>
    </span>
  )
}
