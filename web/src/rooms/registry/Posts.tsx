import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useCan } from '@/app/session'
import { sayDay } from '@/app/time'
import { Button, Dialog, Empty, Tag } from '@/kit'
import { BookLink } from '@/rooms/diligence/BookLink'
import type { Post, Unit } from './data'
import { HandoverForm } from './HandoverForm'
import { PostVerbs } from './PostVerbs'
import css from './Registry.module.css'

/** The posts of a unit: work hangs on the post, people come and go. */
export function Posts({ unit, posts }: { unit: Unit; posts: Post[] }) {
  const t = useT('registry')
  const can = useCan()
  const [moving, setMoving] = useState<Post | null>(null)
  if (posts.length === 0) {
    return (
      <Empty icon="person" title={t('post.empty')}>
        {t('post.emptyText')}
      </Empty>
    )
  }
  return (
    <>
      <ul className={css.posts}>
        {posts.map(p => (
          <li key={p.id} className={css.post}>
            <span className={css.postTitle}>
              <strong>{p.title}</strong>
              <Tag>{t(`postKind.${p.kind}`)}</Tag>
            </span>
            <Holders post={p} />
            <span className={css.verbs}>
              {can('registry.write') && (
                <Button small icon="swap" onClick={() => setMoving(p)}>
                  {t((p.holders ?? []).length > 0 ? 'handover.title' : 'handover.appoint')}
                </Button>
              )}
              <BookLink kind="post" id={p.id} name={`${p.title}（${unit.name}）`} small />
              <PostVerbs post={p} unit={unit} others={posts.filter(o => o.id !== p.id)} may={can('registry.write')} />
            </span>
          </li>
        ))}
      </ul>
      <Dialog
        open={moving !== null}
        title={moving ? t('handover.of', { title: moving.title }) : ''}
        onClose={() => setMoving(null)}
      >
        {moving && <HandoverForm post={moving} onDone={() => setMoving(null)} />}
      </Dialog>
    </>
  )
}

const wordOf: Record<string, string> = { acting: 'post.acting', part: 'post.part' }

function Holders({ post }: { post: Post }) {
  const t = useT('registry')
  const { lang } = usePrefs()
  const holders = post.holders ?? []
  const deputies = post.deputies ?? []
  return (
    <span className={css.holders}>
      {holders.length === 0 && <span className="muted">{t('post.vacant')}</span>}
      {holders.map(h => (
        <span key={h.id}>{t(wordOf[h.mode] ?? 'post.since', { name: h.person.name, day: sayDay(h.since, lang) })}</span>
      ))}
      {deputies.length > 0 && (
        <span className="muted">{t('post.deputies', { names: deputies.map(d => d.name).join(t('comma')) })}</span>
      )}
    </span>
  )
}
