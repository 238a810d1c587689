import type { Notice } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link } from '@/app/router'
import { sayTime } from '@/app/time'
import { Tag } from '@/parts'
import { useMarkRead } from './data'
import css from './NoticeList.module.css'

interface ListProps {
  notices: Notice[]
  /** Where a notice leads in this shell. */
  at: (notice: Notice) => string
}

/** What I was told, newest first; the unread are bold and marked by a word, not by colour alone. */
export function NoticeList({ notices, at }: ListProps) {
  const t = useT('notices')
  return (
    <ol className={css.list} aria-label={t('nav')}>
      {notices.map(n => (
        <Item key={n.id} notice={n} to={at(n)} />
      ))}
    </ol>
  )
}

function Item({ notice, to }: { notice: Notice; to: string }) {
  const t = useT('notices')
  const { lang } = usePrefs()
  const read = useMarkRead()
  const fresh = !notice.read_at
  return (
    <li>
      <Link to={to} className={`${css.item} ${fresh ? css.fresh : ''}`} onClick={() => fresh && read.mutate(notice.id)}>
        <span className={css.head}>
          <time className={css.time}>{sayTime(notice.at, lang)}</time>
          {fresh && <Tag tone="brand">{t('fresh')}</Tag>}
          {notice.urgent && <Tag tone="strong">{t('urgent')}</Tag>}
          {notice.done_at && <Tag tone="done">{t('done')}</Tag>}
        </span>
        <strong className={css.title}>{notice.title}</strong>
        {notice.text && <span className={css.text}>{notice.text}</span>}
      </Link>
    </li>
  )
}
