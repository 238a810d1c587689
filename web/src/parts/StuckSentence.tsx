import { Icon } from './Icon'
import css from './StuckSentence.module.css'

/** "卡在谁那里 · 已几天": the server's sentence, whole. */
export function StuckSentence({ text }: { text?: string | null }) {
  if (!text) return null
  return (
    <span className={css.stuck}>
      <Icon name="hourglass" size={14} />
      <span>{text}</span>
    </span>
  )
}
