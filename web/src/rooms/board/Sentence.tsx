import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import css from './Board.module.css'
import type { SentencePart } from './types'

/** The generated sentence: every noun that stands for a list is a link to it. */
export function Sentence({ parts }: { parts: SentencePart[] }) {
  const t = useT('board')
  if (parts.length === 0) return <>{t('quiet')}</>
  return (
    <>
      {parts.map((part, i) =>
        part.href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of one sentence have a fixed order
          <Link key={i} to={part.href} className={css.noun}>
            {part.text}
          </Link>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of one sentence have a fixed order
          <span key={i}>{part.text}</span>
        ),
      )}
    </>
  )
}
