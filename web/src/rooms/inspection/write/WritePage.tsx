import { useState } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { useLocation } from '@/app/router'
import { useSession } from '@/app/session'
import type { Form } from '@/checklist/form'
import { Actions, Button, FieldLink, Loaded, Page, Panel, SelectField, SitePicker, Skeleton } from '@/kit'
import { begin } from '../check/draft'
import '../check/words'
import { type ChecklistRow, type ChecklistView, useOne, usePublished, useSay } from '../data'
import css from './Write.module.css'
import { WriteSheet } from './WriteSheet'
import { keep, left, type Written, written } from './written'

/** An inspection written up at the desk: the same items, conditions and findings as on a phone, side by side. */
export default function WritePage() {
  const t = useT('inspection')
  const { account } = useSession()
  const [begun, setBegun] = useState(() => left(account.id))
  const [resumed, setResumed] = useState(begun !== undefined)
  const drop = () => {
    keep(account.id, undefined)
    setBegun(undefined)
    setResumed(false)
  }
  if (begun) return <WriteSheet key={begun.id} begun={begun} resumed={resumed} onDrop={drop} />
  return (
    <Page
      name={t('write.name')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('write.start')}
      lead={t('write.lead')}
      action={<FieldLink to="/check">{t('write.phone')}</FieldLink>}
    >
      <Panel>
        <Start onBegin={setBegun} />
      </Panel>
    </Page>
  )
}

interface SiteFacts extends Named {
  kind: string
}

/** Start asks where and by which list; whoever comes from a site or a task is asked nothing twice. */
function Start({ onBegin }: { onBegin: (w: Written) => void }) {
  const { search } = useLocation()
  const given = search.get('site') ?? ''
  const site = useOne<SiteFacts>('site', `/sites/${given}`, {}, given !== '')
  if (given && site.isPending) return <Skeleton rows={3} />
  return (
    <Choose
      given={site.data ?? null}
      list={search.get('checklist') ?? ''}
      duty={search.get('duty') ?? undefined}
      onBegin={onBegin}
    />
  )
}

interface ChooseProps {
  given: SiteFacts | null
  list: string
  duty?: string
  onBegin: (w: Written) => void
}

function Choose({ given, list, duty, onBegin }: ChooseProps) {
  const t = useT('inspection')
  const say = useSay()
  const [site, setSite] = useState<Named | null>(given)
  const [chosen, setChosen] = useState(list)
  const facts = useOne<SiteFacts>('site', `/sites/${site?.id}`, {}, site !== null)
  const published = usePublished()
  const fits = (l: ChecklistRow) => facts.data !== undefined && l.siteKinds.includes(facts.data.kind)
  const lists = [...(published.data?.items ?? [])].sort((a, b) => Number(fits(b)) - Number(fits(a)))
  return (
    <div className={css.start}>
      <SitePicker name="site" label={t('write.site')} value={site} onValue={setSite} />
      <SelectField
        name="checklist"
        label={t('write.list')}
        blank={t('write.listBlank')}
        value={chosen}
        onValue={setChosen}
        options={lists.map(l => ({
          value: l.id,
          label: t(fits(l) ? 'write.listFits' : 'write.listOther', { title: say(l.title, l.titleEn), count: l.items }),
        }))}
      />
      {site && chosen && (
        <Begin
          key={chosen}
          site={site}
          list={chosen}
          version={lists.find(l => l.id === chosen)?.version}
          duty={site.id === given?.id && chosen === list ? duty : undefined}
          onBegin={onBegin}
        />
      )}
    </div>
  )
}

interface BeginProps {
  site: Named
  list: string
  version?: number
  duty?: string
  onBegin: (w: Written) => void
}

function Begin({ site, list, version, duty, onBegin }: BeginProps) {
  const t = useT('inspection')
  const one = useOne<ChecklistView>('checklist', `/checklists/${list}`, { version }, version !== undefined)
  const start = (v: ChecklistView) => {
    const row = { id: list, version: v.shown, title: v.title, titleEn: v.titleEn, form: v.form as unknown as Form }
    onBegin(written(begin(row, site, Date.now(), 0, duty)))
  }
  return (
    <Loaded query={one} rows={1}>
      {v => (
        <Actions>
          <Button look="primary" icon="check" onClick={() => start(v)}>
            {t('write.begin')}
          </Button>
        </Actions>
      )}
    </Loaded>
  )
}
