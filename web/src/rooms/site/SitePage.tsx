import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import { useCan } from '@/app/session'
import { Actions, Button, ButtonLink, Dialog, Facts, Form, Loaded, Note, Page, Panel, toast, useKey } from '@/kit'
import { useSome } from '@/rooms/hazard/data'
import { HazardCard } from '@/rooms/hazard/HazardBoard'
import { NewHazard } from '@/rooms/hazard/NewHazard'
import { WhoPanel } from '@/rooms/matrix/WhoPanel'
import { type Site, useSite, useSiteWrite } from './data'
import { LabelsPanel } from './LabelsPanel'
import { sayPoint } from './point'
import css from './Site.module.css'
import { SiteForm } from './SiteForm'

/** One site: what it is, what was found there, and the labels on its wall. */
export default function SitePage({ params }: Screen) {
  const site = useSite(params.id ?? '')
  return <Loaded query={site}>{data => <Shown site={data} />}</Loaded>
}

function Shown({ site }: { site: Site }) {
  const t = useT('site')
  const can = useCan()
  const [open, setOpen] = useState<'' | 'edit' | 'close'>('')
  const live = site.status === 'active'
  const close = () => setOpen('')
  return (
    <Page
      name={site.name}
      title={t(live ? 'one.title' : 'one.ended', { name: site.name, unit: site.unitName })}
      crumbs={[{ label: t('nav'), to: '/sites' }]}
      action={
        <>
          <ButtonLink to={`/hazards?site=${site.id}`} icon="alert">
            {t('one.hazards')}
          </ButtonLink>
          {live && can('site.write') && (
            <>
              <Button onClick={() => setOpen('edit')}>{t('one.edit')}</Button>
              <Button onClick={() => setOpen('close')}>{t('one.end')}</Button>
            </>
          )}
          {live && can('inspection.write') && (
            <ButtonLink to={`/inspections/new?site=${site.id}`}>{t('one.check')}</ButtonLink>
          )}
          {live && can('hazard.report') && <NewHazard site={site} />}
        </>
      }
    >
      <Panel title={t('one.about')}>
        <Facts
          items={[
            [t('fact.kind'), site.kindName],
            [
              t('fact.unit'),
              <Link key="unit" to={`/units/${site.unit}`}>
                {site.unitName}
              </Link>,
            ],
            [t('fact.place'), site.placeName],
            [t('fact.address'), site.address || t('none')],
            [t('fact.point'), sayPoint(site.point) || t('none')],
            [t('fact.hours'), site.hours || t('none')],
            [t('fact.sector'), site.sector || t('none')],
          ]}
        />
      </Panel>
      <WhoPanel about={{ site: site.id }} />
      <div className={css.two}>
        <Found site={site} />
        <LabelsPanel site={site} />
      </div>
      <Dialog open={open === 'edit'} title={t('one.edit')} onClose={close}>
        <SiteForm site={site} onDone={close} />
      </Dialog>
      <Dialog open={open === 'close'} title={t('one.end')} onClose={close}>
        <EndForm site={site} onDone={close} />
      </Dialog>
    </Page>
  )
}

const most = 6

/** What was found here: the open first, as the ledger tells them. */
function Found({ site }: { site: Site }) {
  const t = useT('site')
  const all = useSome({ site: site.id }, most)
  return (
    <Panel title={t('one.found')} extra={<Link to={`/hazards?site=${site.id}`}>{t('one.all')}</Link>}>
      <Loaded query={all} rows={4}>
        {page =>
          page.items.length === 0 ? (
            <p className="muted">{t('one.nothing')}</p>
          ) : (
            <ul className={css.cards}>
              {page.items.map(h => (
                <li key={h.id}>
                  <HazardCard hazard={h} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

/** A site comes to its end; what was found there stays readable, its labels lead nowhere any more. */
function EndForm({ site, onDone }: { site: Site; onDone: () => void }) {
  const t = useT('site')
  const keyFor = useKey()
  const end = useSiteWrite((body: object, key) => api.post<Site>(`/sites/${site.id}/close`, body, { key }))
  const submit = () => {
    const body = { revision: site.revision }
    const done = () => {
      toast(t('one.endSaid', { name: site.name }))
      onDone()
    }
    end.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={end.error}>
      <Note tone="warn">{t('one.endText')}</Note>
      <Actions>
        <Button type="submit" look="danger" busy={end.isPending}>
          {t('one.end')}
        </Button>
      </Actions>
    </Form>
  )
}
