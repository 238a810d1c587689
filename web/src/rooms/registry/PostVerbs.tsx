import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Dialog, Menu, type MenuItem } from '@/kit'
import { AbolishPost } from './AbolishPost'
import { DeputiesForm } from './DeputiesForm'
import type { Post, Unit } from './data'
import { History } from './History'
import { RelieveForm } from './LastDayForm'
import { PostForm } from './PostForm'

type Verb = '' | 'edit' | 'deputies' | 'history' | 'relieve' | 'abolish'

/** What can be done with a post besides passing it on. Reading who held it is for everybody. */
export function PostVerbs({ post, unit, others, may }: { post: Post; unit: Unit; others: Post[]; may: boolean }) {
  const t = useT('registry')
  const [verb, setVerb] = useState<Verb>('')
  const holder = post.holders?.[0]
  const pick = (key: Verb, label: string, danger = false): MenuItem => ({
    key,
    label: t(label),
    danger,
    onPick: () => setVerb(key),
  })
  const items = [pick('history', 'post.history')]
  if (may) {
    items.push(pick('edit', 'post.edit'), pick('deputies', 'post.setDeputies'))
    items.push(holder ? pick('relieve', 'post.relieve') : pick('abolish', 'post.abolish', true))
  }
  const titles: Record<Verb, string> = {
    '': '',
    edit: t('post.edit'),
    deputies: t('post.deputiesOf', { title: post.title }),
    history: t('post.historyOf', { title: post.title }),
    relieve: t('post.relieveOf', { name: holder?.person.name ?? '' }),
    abolish: t('post.abolishOf', { title: post.title }),
  }
  const close = () => setVerb('')
  return (
    <>
      <Menu quiet label={t('post.moreOf', { title: post.title })} items={items}>
        {t('post.more')}
      </Menu>
      <Dialog open={verb !== ''} title={titles[verb]} onClose={close}>
        {verb === 'edit' && <PostForm unit={unit} post={post} onDone={close} />}
        {verb === 'deputies' && <DeputiesForm post={post} others={others} onDone={close} />}
        {verb === 'history' && <History post={post} />}
        {verb === 'relieve' && holder && <RelieveForm holder={holder} onDone={close} />}
        {verb === 'abolish' && <AbolishPost post={post} onDone={close} />}
      </Dialog>
    </>
  )
}
