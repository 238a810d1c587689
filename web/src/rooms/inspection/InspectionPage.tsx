import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import { sayTime } from '@/app/time'
import { Button, Dialog, Facts, Loaded, Note, Page, Panel } from '@/kit'
import { AnswerList } from './AnswerList'
import { type InspectionView, useOne, useSay } from './data'
import { ResultTag } from './LedgerPage'
import { ReasonForm } from './ReasonForm'

/** One inspection: what was asked, what was answered, what became of it. */
export default function InspectionPage({ params }: Screen) {
  const t = useT('inspection')
  const one = useOne<InspectionView>('one', `/inspections/${params.id}`)
  return <Loaded query={one}>{v => <Sheet v={v} title={t('one.name')} />}</Loaded>
}

function Sheet({ v, title }: { v: InspectionView; title: string }) {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const [voiding, setVoiding] = useState(false)
  const object = v.siteName || v.unit.name
  return (
    <Page
      name={title}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t(v.result === 'found' ? 'one.found' : 'one.clean', { site: object, count: v.hits.length })}
      lead={v.number}
      action={v.can.includes('void') && <Button onClick={() => setVoiding(true)}>{t('void.verb')}</Button>}
    >
      {v.result === 'void' && <Note>{t('one.void', { reason: v.reason ?? '' })}</Note>}
      {v.doubtful && <Note>{t('one.doubtful')}</Note>}
      <Panel>
        <Facts
          items={[
            [t('col.result'), <ResultTag key="r" of={v} />],
            [t('col.unit'), v.unit.name],
            [t('col.inspector'), `${v.inspector.name}${v.by.name ? ` · ${v.by.name}` : ''}`],
            [t('col.source'), t(`source.${v.source}`)],
            ...(v.team?.length ? [[t('one.team'), v.team.map(u => u.name).join(t('comma'))] as [string, string]] : []),
            [t('one.when'), `${sayTime(v.started, lang)} – ${sayTime(v.ended, lang).slice(-5)}`],
            [t('one.received'), sayTime(v.received, lang)],
            [
              t('col.checklist'),
              <Link key="c" to={`/checklists/${v.pin.checklist}?version=${v.pin.version}`}>
                {t('one.version', { title: say(v.pin.title, v.pin.titleEn), version: v.pin.version })}
              </Link>,
            ],
            [t('one.counts'), t('one.tally', { yes: v.yes, no: v.no, na: v.na, asked: v.asked })],
            [t('one.counterpart'), counterpart(v, t)],
            ...(v.plan
              ? [
                  [
                    t('col.plan'),
                    <Link key="p" to={`/inspections/plans/${v.plan}`}>
                      {t('one.plan')}
                    </Link>,
                  ] as [string, React.ReactNode],
                ]
              : []),
            ...(v.note ? [[t('one.note'), v.note] as [string, string]] : []),
          ]}
        />
      </Panel>
      <Panel title={t('one.answers')}>
        <AnswerList form={v.form} answers={v.answers} hits={v.hits} />
      </Panel>
      <Dialog open={voiding} title={t('void.title')} onClose={() => setVoiding(false)}>
        <ReasonForm
          hint={t('void.hint')}
          verb={t('void.verb')}
          send={(reason, key) => api.post(`/inspections/${v.id}/void`, { reason, revision: v.revision }, { key })}
          onDone={() => setVoiding(false)}
        />
      </Dialog>
    </Page>
  )
}

function counterpart(v: InspectionView, t: (key: string, values?: Record<string, string>) => string): string {
  const c = v.counterpart
  if (c.refused) return t('one.refused', { post: c.post ?? '', reason: c.refused })
  if (c.signed) return t('one.signed', { post: c.post ?? '' })
  return t('one.unsigned')
}
