import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { useCan } from '@/app/session'
import { sayDay } from '@/app/time'
import { Button, ButtonLink, Dialog, Facts, Loaded, Page, Panel } from '@/kit'
import { BookLink } from '@/rooms/diligence/BookLink'
import { WhoPanel } from '@/rooms/matrix/WhoPanel'
import { Contacts } from './Contacts'
import { type Unit, usePosts, useUnit } from './data'
import { AbolishUnit } from './LastDayForm'
import { PostForm } from './PostForm'
import { Posts } from './Posts'
import { UnitDialogForm } from './UnitForm'

/** One unit: what it is, its posts, and who sits on them. */
export default function UnitPage({ params }: Screen) {
  const t = useT('registry')
  const unit = useUnit(params.id ?? '')
  return <Loaded query={unit}>{data => <Shown unit={data} title={t('page', { name: data.name })} />}</Loaded>
}

const pair = (name: string, value: string): [string, string] => [name, value]

function Shown({ unit, title }: { unit: Unit; title: string }) {
  const t = useT('registry')
  const can = useCan()
  const posts = usePosts(unit.id)
  const [open, setOpen] = useState<'' | 'edit' | 'post' | 'abolish'>('')
  const { lang } = usePrefs()
  const live = can('registry.write') && unit.status === 'active'
  const close = () => setOpen('')
  const empty = (posts.data?.items ?? []).filter(p => (p.holders ?? []).length === 0).length
  return (
    <Page
      name={unit.name}
      title={
        posts.data
          ? t(empty > 0 ? 'vacant' : 'staffed', { name: unit.name, posts: posts.data.items.length, empty })
          : title
      }
      crumbs={[{ label: t('nav'), to: '/units' }]}
      action={
        <>
          {can('matter.read') && (
            <ButtonLink to={`/matters?unit=${unit.id}`} icon="matter">
              {t('matters')}
            </ButtonLink>
          )}
          {can('duty.read') && (
            <ButtonLink to={`/duty?unit=${unit.id}`} icon="clock">
              {t('roster')}
            </ButtonLink>
          )}
          <BookLink kind="unit" id={unit.id} name={unit.name} />
          {live && (
            <>
              <Button onClick={() => setOpen('edit')}>{t('unit.edit')}</Button>
              <Button onClick={() => setOpen('abolish')}>{t('unit.abolish')}</Button>
            </>
          )}
        </>
      }
    >
      <Panel title={t('about')}>
        <Facts
          items={[
            [t('unit.kind'), t(`kind.${unit.kind}`)],
            [t('unit.short'), unit.short || t('none')],
            [t('unit.parent'), unit.parent?.name ?? t('none')],
            [t('unit.place'), unit.place?.name ?? t('none')],
            [t('unit.address'), unit.address || t('none')],
            [t('unit.code'), unit.code || t('none')],
            [t('unit.aliases'), (unit.aliases ?? []).join(t('comma')) || t('none')],
            ...(unit.sector ? [pair(t('unit.sector'), unit.sector)] : []),
            ...(unit.regulator ? [pair(t('unit.regulator'), unit.regulator.name)] : []),
            ...(unit.until ? [pair(t('unit.last'), sayDay(unit.until, lang))] : []),
          ]}
        />
      </Panel>
      <Panel
        title={t('posts')}
        flush
        extra={
          live && (
            <Button small icon="plus" onClick={() => setOpen('post')}>
              {t('post.new')}
            </Button>
          )
        }
      >
        <Loaded query={posts}>{data => <Posts unit={unit} posts={data.items} />}</Loaded>
      </Panel>
      {['enterprise', 'public_institution'].includes(unit.kind) && <WhoPanel about={{ unit: unit.id }} />}
      <Contacts unit={unit.id} />
      <Dialog open={open === 'edit'} title={t('unit.edit')} onClose={close}>
        <UnitDialogForm unit={unit} onDone={close} />
      </Dialog>
      <Dialog open={open === 'abolish'} title={t('unit.abolish')} onClose={close}>
        <AbolishUnit unit={unit} onDone={close} />
      </Dialog>
      <Dialog open={open === 'post'} title={t('post.new')} onClose={close}>
        <PostForm unit={unit} onDone={close} />
      </Dialog>
    </Page>
  )
}
