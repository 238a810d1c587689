import { useState } from 'react'
import { url } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { countyNow, sayDay } from '@/app/time'
import { Button, Chip, Dialog, Icon, IconButton, Loaded, Note, Page, SidePanel, UnitPicker } from '@/kit'
import css from './Duty.module.css'
import { DutyTabs } from './DutyTabs'
import { type Gap, type Roster, useNow, useRoster, type Watch } from './data'
import { type Span, stretch, turn } from './days'
import { RosterTable } from './RosterTable'
import { RotateForm } from './RotateForm'
import { ShiftForm } from './ShiftForm'
import { ShiftPanel } from './ShiftPanel'

/** The roster of a unit: who is on duty when, where somebody is missing, and every change of it. */
export default function RosterPage() {
  const t = useT('duty')
  const { lang } = usePrefs()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const span: Span = filters.span === 'month' ? 'month' : 'week'
  const day = filters.date || countyNow().format('YYYY-MM-DD')
  const { from, to } = stretch(day, span)
  const unit = filters.unit || post?.unit.id || ''
  const roster = useRoster(unit, from, to)
  const shown: Named | null = roster.data?.unit ?? (unit === post?.unit.id ? (post?.unit ?? null) : null)
  const [open, setOpen] = useState<'' | 'rotate'>('')
  const [filling, setFilling] = useState<Gap | null>(null)
  const close = () => setOpen('')
  return (
    <Page
      name={t('nav')}
      title={<Answers unit={shown} />}
      lead={t('lead')}
      action={
        roster.data?.may && (
          <Button look="primary" icon="plus" onClick={() => setOpen('rotate')}>
            {t('rotate.go')}
          </Button>
        )
      }
    >
      <DutyTabs at="roster" />
      <div className={css.bar}>
        <div className={css.unit}>
          <UnitPicker name="unit" label={t('unit')} value={shown} onValue={u => change({ unit: u?.id })} />
        </div>
        <div className={css.turn}>
          <IconButton icon="back" label={t('before')} onClick={() => change({ date: turn(day, span, -1) })} />
          <strong>{t('stretch', { from: sayDay(from, lang), to: sayDay(to, lang) })}</strong>
          <IconButton icon="chevron" label={t('after')} onClick={() => change({ date: turn(day, span, 1) })} />
        </div>
        <div className={css.chips}>
          <Chip pressed={span === 'week'} onPress={() => change({ span: null })}>
            {t('span.week')}
          </Chip>
          <Chip pressed={span === 'month'} onPress={() => change({ span: 'month' })}>
            {t('span.month')}
          </Chip>
          {filters.date && <Chip onPress={() => change({ date: null })}>{t('today')}</Chip>}
        </div>
        <a className={css.link} href={url('/duty.ics', { unit, date: from, to })} download>
          <Icon name="calendar" size={16} />
          {t('ics')}
        </a>
      </div>
      <Loaded query={roster}>
        {data => (
          <Shown
            data={data}
            onOpen={id => change({ shift: id })}
            onFill={setFilling}
            onRotate={() => setOpen('rotate')}
          />
        )}
      </Loaded>
      <Dialog open={open === 'rotate'} title={t('rotate.title')} onClose={close} width={720}>
        {shown && <RotateForm unit={shown} onDone={close} />}
      </Dialog>
      <Dialog open={filling !== null} title={t('shift.new')} onClose={() => setFilling(null)}>
        {shown && filling && <ShiftForm unit={shown} gap={filling} onDone={() => setFilling(null)} />}
      </Dialog>
      <SidePanel open={Boolean(filters.shift)} title={t('card.title')} onClose={() => change({ shift: null })}>
        {filters.shift && roster.data && (
          <ShiftPanel
            key={filters.shift}
            id={filters.shift}
            may={roster.data.may}
            onDone={() => change({ shift: null })}
          />
        )}
      </SidePanel>
    </Page>
  )
}

interface ShownProps {
  data: Roster
  onOpen: (id: string) => void
  onFill: (gap: Gap) => void
  onRotate: () => void
}

function Shown({ data, ...on }: ShownProps) {
  const t = useT('duty')
  return (
    <>
      {data.items.length > 0 && data.gaps.length > 0 && (
        <Note tone="warn">{t('gaps', { count: data.gaps.length })}</Note>
      )}
      <RosterTable data={data} {...on} />
    </>
  )
}

/** The answer first: who answers for the unit at this moment. */
function Answers({ unit }: { unit: Named | null }) {
  const t = useT('duty')
  const now = useNow(unit?.id ?? '')
  if (!unit || now.isPending) return <>{t('title.wait')}</>
  const watch = now.data?.items[0]
  if (!watch) return <>{t('title.nobody', { unit: unit.name })}</>
  return <>{t(wordOf(watch), { unit: unit.name, person: watch.person.name, leader: watch.leader?.name ?? '' })}</>
}

function wordOf(watch: Watch): string {
  if (watch.via !== 'roster') return `title.${watch.via}`
  return watch.leader ? 'title.led' : 'title.roster'
}
