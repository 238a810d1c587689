import { Fragment } from 'react'
import { api, url } from '@/api/client'
import { useCertainty } from '@/app/certainty'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { Link, useFilters } from '@/app/router'
import { sayTime } from '@/app/time'
import { Button, ButtonLink, Facts, Failure, Loaded, Note, Page, Panel, Tag, useKey } from '@/kit'
import { type ChecklistView, type Form, type Item, useOne, useRoomWrite, useSay, useSiteKinds } from './data'
import css from './Inspection.module.css'

/** One checklist: its working copy or a version, what it asks and on what each question stands. */
export default function ChecklistPage({ params }: Screen) {
  const [{ version }] = useFilters()
  const one = useOne<ChecklistView>('checklist', `/checklists/${params.id}`, { version })
  return <Loaded query={one}>{v => <Sheet v={v} />}</Loaded>
}

function Sheet({ v }: { v: ChecklistView }) {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const kinds = useSiteKinds()
  const keyFor = useKey()
  const act = useRoomWrite((verb: string, key) =>
    api.post(`/checklists/${v.id}/${verb}`, { revision: v.revision }, { key }),
  )
  const press = (verb: string) => act.mutate({ body: verb, key: keyFor({ verb, revision: v.revision }) })
  return (
    <Page
      name={t('checklist.name')}
      crumbs={[{ label: t('tab.checklists'), to: '/checklists' }]}
      title={say(v.title, v.titleEn)}
      lead={
        v.shown > 0 ? t('checklist.shown', { version: v.shown }) : t(`checklist.${v.state}`, { version: v.version })
      }
      action={
        v.shown === 0 && (
          <>
            <a className={css.tool} href={url(`/checklists/${v.id}/form.xlsx`)}>
              {t('checklist.export')}
            </a>
            {v.can.includes('edit') && <ButtonLink to={`/checklists/${v.id}/edit`}>{t('checklist.edit')}</ButtonLink>}
            {v.can.includes('publish') && (
              <Button look="primary" busy={act.isPending} onClick={() => press('publish')}>
                {t('checklist.publish', { version: v.version + 1 })}
              </Button>
            )}
          </>
        )
      }
    >
      {act.error && <Failure problem={act.error} />}
      {v.dirty && v.version > 0 && v.shown === 0 && <Note>{t('checklist.dirty', { version: v.version })}</Note>}
      <div className={css.columns}>
        <Panel title={t('checklist.about')}>
          <Facts
            items={[
              [t('list.code'), v.code],
              [
                t('list.kinds'),
                v.siteKinds.map(k => kinds.find(x => x.value === k)?.label ?? k).join(t('comma')) || '—',
              ],
              [t('list.owner'), v.unit.name || t('list.shipped')],
              [t('col.state'), t(`list.${v.state}`)],
            ]}
          />
          {v.can.includes('retire') && v.version > 0 && v.shown === 0 && (
            <Button small onClick={() => press('retire')}>
              {t('checklist.retire')}
            </Button>
          )}
        </Panel>
        <Panel title={t('checklist.versions')}>
          {v.versions.length === 0 && <p className="muted">{t('checklist.none')}</p>}
          <ul className={css.marks}>
            {v.versions.map(old => (
              <li key={old.version}>
                <Link to={`/checklists/${v.id}?version=${old.version}`}>{t('list.no', { version: old.version })}</Link>{' '}
                <span className="muted">
                  {sayTime(old.at, lang)} {old.by.name}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <Panel
        title={t('checklist.items', {
          count: v.form.items.filter(i => i.kind !== 'group' && i.kind !== 'note').length,
        })}
      >
        <ItemList form={v.form} />
      </Panel>
    </Page>
  )
}

/** Every question with its condition, what it asks for and on what it stands. */
export function ItemList({ form }: { form: Form }) {
  const say = useSay()
  let no = 0
  return (
    <ol className={css.items}>
      {form.items.map(it =>
        it.kind === 'group' ? (
          <li key={it.name} className={css.group}>
            {say(it.label, it.labelEn)} {it.relevant && <code>{it.relevant}</code>}
          </li>
        ) : (
          <ItemRow key={it.name} no={++no} it={it} />
        ),
      )}
    </ol>
  )
}

function ItemRow({ no, it }: { no: number; it: Item }) {
  const t = useT('inspection')
  const sure = useCertainty()
  const say = useSay()
  return (
    <li className={css.item}>
      <span className={css.no}>{no}</span>
      <span>
        {say(it.label, it.labelEn)} {it.major && <Tag tone="strong">{t('item.major')}</Tag>}
      </span>
      <Tag>{t(`kind.${it.kind}`)}</Tag>
      <div className={css.more}>
        {it.relevant && (
          <span>
            {t('item.relevant')} <code>{it.relevant}</code>
          </span>
        )}
        {it.finding && (
          <span>
            {t('item.finding')} <code>{it.finding}</code>
          </span>
        )}
        {it.asks?.map(a => (
          <Fragment key={`${a.when}/${a.photos}/${a.note}`}>
            {(a.photos ?? 0) > 0 && <span>{t('item.asks', { count: a.photos ?? 0 })}</span>}
            {a.note && <span>{t('item.asksNote')}</span>}
          </Fragment>
        ))}
        {it.basis?.map(b => (
          <span key={b.document + (b.clause ?? '')}>
            {`${b.document} ${b.clause ?? ''}`}{' '}
            {b.confidence && <small title={t('item.confidence')}>{sure(b.confidence)}</small>}
          </span>
        ))}
      </div>
    </li>
  )
}
