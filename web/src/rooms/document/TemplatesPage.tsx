import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, url } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Button, Failure, Loaded, Page, Panel, toast, useKey } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { DocTabs } from './DocTabs'
import css from './Document.module.css'
import { useAct, useKinds } from './data'

interface Template {
  kind: string
  name: string
  places: string[]
  /** At which wide tables stand as the page does. */
  upright: string[]
  by: Named
  at: string
}

interface Templates {
  items: Template[]
  must: string[]
  may: string[]
  laid: string[]
}

/** 公文模板: the county's own .docx by kind; without one a document has the layout of the standard. */
export default function TemplatesPage() {
  const t = useT('document')
  const kinds = useKinds()
  const all = useQuery({
    queryKey: ['document', 'templates'],
    queryFn: ({ signal }) => api.get<Templates>('/documents/templates', undefined, signal),
  })
  return (
    <Page
      name={t('tab.templates')}
      title={t('templates.title')}
      lead={t('templates.lead')}
      crumbs={[{ label: t('nav'), to: '/documents' }]}
    >
      <DocTabs at="templates" />
      <Loaded query={all} rows={6}>
        {data => (
          <>
            <Panel title={t('templates.places')}>
              <p>{t('templates.must', { places: data.must.map(p => `{{${p}}}`).join(' ') })}</p>
              <p className="muted">{t('templates.may', { places: data.may.map(p => `{{${p}}}`).join(' ') })}</p>
              <p className="muted">{t('templates.wide')}</p>
              <p className="muted">{t('templates.laid', { places: data.laid.map(p => `{{${p}}}`).join(' ') })}</p>
            </Panel>
            <Panel title={t('templates.kinds')}>
              <ul className={css.forms}>
                {(kinds.data?.items ?? [])
                  .filter(k => k.compose)
                  .map(k => (
                    <Row key={k.key} kind={k.key} name={k.name} own={data.items.find(x => x.kind === k.key)} />
                  ))}
              </ul>
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Row({ kind, name, own }: { kind: string; name: string; own?: Template }) {
  const t = useT('document')
  const say = useSay()
  const act = useAct<unknown>()
  const key = useKey()
  const [problem, setProblem] = useState<unknown>()
  const take = (file: File | undefined) => {
    if (!file) return
    const form = new FormData()
    form.append('file', file)
    setProblem(undefined)
    act.mutate(
      { path: `/templates/${kind}`, body: form, key: key([kind, file.name, file.size, file.lastModified]) },
      { onSuccess: () => toast(t('templates.taken', { name })), onError: setProblem },
    )
  }
  return (
    <li>
      <strong>{name}</strong>
      <span>
        {own ? t('templates.own', { name: own.name, by: own.by.name, at: say.time(own.at) }) : t('templates.standard')}
        {own?.upright.map(place => (
          <span key={place} className="muted">
            {' '}
            {t('templates.upright', { place: `{{${place}}}` })}
          </span>
        ))}
        {problem !== undefined && <Failure problem={problem} />}
      </span>
      <span className={css.buttons}>
        <a href={url(`/documents/templates/${kind}/standard.docx`)} download>
          {t('templates.sample')} <span className="sr-only">{name}</span>
        </a>
        <label className={css.upload}>
          {t('templates.take')} <span className="sr-only">{name}</span>
          <input
            type="file"
            className="sr-only"
            accept=".docx"
            onChange={e => {
              take(e.target.files?.[0])
              e.target.value = ''
            }}
          />
        </label>
        {own && (
          <Button
            small
            look="quiet"
            onClick={() => act.mutate({ path: `/templates/${kind}/drop`, key: key(own.at) }, { onError: setProblem })}
          >
            {t('templates.drop')}
          </Button>
        )}
      </span>
    </li>
  )
}
