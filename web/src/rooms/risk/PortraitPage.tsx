import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import { sayTime } from '@/app/time'
import { type Column, DataTable, Facts, Loaded, Note, Page, Panel } from '@/kit'
import { type Portrait, usePortrait } from './data'
import css from './Risk.module.css'

/** A word said of an enterprise with every reason for it: each figure opens its list, and the sum is on the table. */
export default function PortraitPage({ params }: Screen) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const id = params.id ?? ''
  const portrait = usePortrait(id)
  const p = portrait.data
  return (
    <Page
      name={t('portrait.nav')}
      title={p ? t('portrait.title', { unit: p.unit.name, word: lang === 'en' ? p.en : p.zh }) : ''}
      lead={t('portrait.lead')}
      crumbs={[{ label: p?.unit.name ?? t('unit'), to: `/units/${id}` }]}
    >
      <Loaded query={portrait} rows={8}>
        {data => <Body portrait={data} />}
      </Loaded>
    </Page>
  )
}

type Factor = Portrait['factors'][number]

function Body({ portrait }: { portrait: Portrait }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const word = (x: { zh: string; en: string }) => (lang === 'en' ? x.en : x.zh)
  const columns: Column<Factor>[] = [
    { key: 'factor', title: t('portrait.factor'), main: true, render: f => <Link to={f.href}>{word(f)}</Link> },
    { key: 'count', title: t('portrait.count'), width: '90px', render: f => f.count },
    {
      key: 'weight',
      title: t('portrait.weight'),
      width: '160px',
      render: f => t('portrait.upTo', { weight: f.weight, most: f.most }),
    },
    { key: 'adds', title: t('portrait.adds'), width: '90px', render: f => f.adds },
    {
      key: 'alone',
      title: t('portrait.alone'),
      width: '150px',
      render: f => f.atLeast && t('portrait.atLeast', { word: bandWord(portrait, f.atLeast, lang) }),
    },
  ]
  return (
    <div className={css.stack}>
      {portrait.raised && <Note tone="warn">{t('portrait.raised')}</Note>}
      <Panel title={t('portrait.how')}>
        <Facts
          items={[
            [t('portrait.sum'), portrait.sum],
            [
              t('portrait.bands'),
              portrait.bands?.map(b => t('portrait.from', { word: word(b), from: b.from })).join(t('comma')),
            ],
            [t('portrait.days'), t('portrait.daysN', { days: portrait.days })],
            [t('portrait.rule'), `${portrait.rule} · ${sayTime(portrait.at, lang)}`],
          ]}
        />
      </Panel>
      <Panel title={t('portrait.factors')} flush>
        <DataTable
          id="portrait"
          label={t('portrait.factors')}
          columns={columns}
          rows={portrait.factors ?? []}
          rowKey={f => f.key}
          empty=""
        />
      </Panel>
    </div>
  )
}

function bandWord(portrait: Portrait, key: string, lang: string): string {
  const band = portrait.bands?.find(b => b.key === key)
  return (lang === 'en' ? band?.en : band?.zh) ?? key
}
