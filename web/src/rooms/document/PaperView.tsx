import { useT } from '@/app/i18n'
import { headed, printed, sayChineseDay } from './chinese'
import css from './Document.module.css'
import type { Content } from './data'

interface PaperProps {
  content: Content
  number?: string
  day?: string
  /** Names of the receivers, where the document does not name them itself. */
  to: string[]
  /** The county's own template that lays it out in the end. */
  form?: string
}

/**
 * A draft view, without pages, near enough to judge by: red head, number, title, body, signature. What is
 * printed is always Chinese, whatever language the screen speaks.
 */
export function PaperView({ content: c, number, day, to, form }: PaperProps) {
  const t = useT('document')
  const addressee = c.addressee || printed.addressees(to)
  return (
    <div>
      <p className="muted">{form ? t('previewForm', { form }) : t('previewNote')}</p>
      <article className={css.sheet} lang="zh-CN" aria-label={t('preview')}>
        {printed.urgency[c.urgency] && <p className={css.urgency}>{printed.urgency[c.urgency]}</p>}
        {c.organ && <p className={css.organ}>{c.organ}</p>}
        <p className={css.number}>{number ?? printed.noNumber}</p>
        <hr className={css.rule} />
        <h2 className={css.title}>
          {c.exercise && printed.exercise}
          {c.title || printed.noTitle}
        </h2>
        {addressee && <p>{printed.to(addressee)}</p>}
        {lines(c.text).map(([key, line]) => (
          <p key={key} className={headed(line) ? css.heading : css.para}>
            {line}
          </p>
        ))}
        {(c.tasks ?? []).length > 0 && <p className={css.para}>{printed.annex(c.tasks?.length ?? 0)}</p>}
        {(c.annexes ?? []).length > 0 && (
          <p className={css.para}>{printed.annexes((c.annexes ?? []).map(a => a.title))}</p>
        )}
        <p className={css.signer}>{c.signer || printed.noSigner}</p>
        <p className={css.signer}>{day ? sayChineseDay(day) : printed.noDay}</p>
        {c.note && <p className={css.para}>{printed.note(c.note)}</p>}
      </article>
    </div>
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
