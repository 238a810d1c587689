import { useT } from '@/app/i18n'
import { sayChineseDay } from './chinese'
import css from './Document.module.css'
import type { Content } from './data'

interface PaperProps {
  content: Content
  number?: string
  day?: string
  /** Names of the receivers, where the document does not name them itself. */
  to: string[]
}

const urgencies: Record<string, string> = { urgent: '加急', extra_urgent: '特急' }

/**
 * The page as it will be printed, near enough to judge it by: red head, number, title, body, signature. What is
 * printed is always Chinese, whatever language the screen speaks.
 */
export function PaperView({ content: c, number, day, to }: PaperProps) {
  const t = useT('document')
  const addressee = c.addressee || (to.length > 10 ? '各有关单位' : to.join('，'))
  return (
    <article className={css.sheet} lang="zh-CN" aria-label={t('preview')}>
      {urgencies[c.urgency] && <p className={css.urgency}>{urgencies[c.urgency]}</p>}
      {c.organ && <p className={css.organ}>{c.organ}</p>}
      <p className={css.number}>{number ?? '（未编号）'}</p>
      <hr className={css.rule} />
      <h2 className={css.title}>
        {c.exercise && '【演练】'}
        {c.title || '（标题）'}
      </h2>
      {addressee && <p>{addressee}：</p>}
      {lines(c.text).map(([key, line]) => (
        <p key={key} className={headed(line) ? css.heading : css.para}>
          {line}
        </p>
      ))}
      {(c.tasks ?? []).length > 0 && <p className={css.para}>附件：任务分解表（{c.tasks?.length}项）</p>}
      <p className={css.signer}>{c.signer || '（署名）'}</p>
      <p className={css.signer}>{day ? sayChineseDay(day) : '（成文日期）'}</p>
      {c.note && <p className={css.para}>（{c.note}）</p>}
    </article>
  )
}

/** The lines of a text with keys of their own. */
function lines(text: string): [string, string][] {
  return text
    .split('\n')
    .map(l => l.trim())
    .filter(Boolean)
    .map((line, i) => [`${i}-${line.slice(0, 8)}`, line])
}

const headed = (line: string) => /^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/.test(line)
