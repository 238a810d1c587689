import { useMemo, useState } from 'react'
import { api, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link, useFilters } from '@/app/router'
import { sayDay } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import { Button, Chip, Dialog, Empty, Failure, Input, Loaded, Menu, Page, SidePanel } from '@/kit'
import { BoxPanel } from './BoxPanel'
import { DayBox } from './DayBox'
import { type Kind, kinds, type Matrix, type Row, useColumnUnits, useMatrix, useMatrixWrite, useSummary } from './data'
import { Grid } from './Grid'
import { IntakeForm } from './IntakeForm'
import { type Column, columnsOf, filtered } from './layout'
import css from './Matrix.module.css'
import { MatrixTabs } from './MatrixTabs'
import { PaperMatrix } from './PaperMatrix'
import { SectorEdit } from './SectorEdit'
import { SectorForm } from './SectorForm'

/** W6: who answers for what, where nobody does, and on what basis; as of today or of any past day. */
export default function MatrixPage() {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const [{ day = '' }] = useFilters()
  const matrix = useMatrix(day)
  const summary = useSummary()
  const counts = summary.data?.counts ?? {}
  const past = matrix.data && matrix.data.day !== matrix.data.today
  const title = past
    ? t('title.past', { day: sayDay(matrix.data?.day ?? '', lang) })
    : t('titleWord', {
        gap: counts.gap ?? 0,
        overlap: counts.overlap ?? 0,
        vacant: (counts.vacant ?? 0) + (counts.gone ?? 0),
      })
  return (
    <Page name={t('nav')} title={title} lead={t('lead')} action={matrix.data && <Verbs matrix={matrix.data} />} full>
      <MatrixTabs at="grid" />
      <Loaded query={matrix} rows={8}>
        {data => (data.rows.some(r => r.kind === 'sector') ? <Whole matrix={data} /> : <Begin may={data.may} />)}
      </Loaded>
    </Page>
  )
}

function Verbs({ matrix }: { matrix: Matrix }) {
  const t = useT('matrix')
  const [open, setOpen] = useState<'' | 'intake' | 'sector' | 'edit'>('')
  const items = [
    { key: 'xlsx', label: t('export'), onPick: () => window.location.assign(url('/matrix.xlsx', { day: matrix.day })) },
    {
      key: 'template',
      label: t('template'),
      onPick: () => window.location.assign(url('/matrix.xlsx', { template: true })),
    },
    ...(matrix.may
      ? [
          { key: 'intake', label: t('intake.nav'), onPick: () => setOpen('intake') },
          { key: 'sector', label: t('sector.new'), onPick: () => setOpen('sector') },
          { key: 'edit', label: t('sector.edit'), onPick: () => setOpen('edit') },
        ]
      : []),
  ]
  return (
    <>
      <Menu items={items}>{t('more')}</Menu>
      <Button icon="print" onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Dialog open={open === 'intake'} title={t('intake.nav')} onClose={() => setOpen('')}>
        <IntakeForm onDone={() => setOpen('')} />
      </Dialog>
      <Dialog open={open === 'sector'} title={t('sector.new')} onClose={() => setOpen('')}>
        <SectorForm rows={matrix.rows} onDone={() => setOpen('')} />
      </Dialog>
      <Dialog open={open === 'edit'} title={t('sector.edit')} onClose={() => setOpen('')}>
        <SectorEdit rows={matrix.rows} onDone={() => setOpen('')} />
      </Dialog>
    </>
  )
}

function Whole({ matrix }: { matrix: Matrix }) {
  const t = useT('matrix')
  const [{ flag = '', q = '', day = '', by = 'sector' }, change] = useFilters()
  const [open, setOpen] = useState<{ row: Row; column?: Column } | null>(null)
  const units = useColumnUnits()
  const whole = matrix.rows
  const part = useMemo(() => whole.filter(r => (r.kind === 'sector') === (by === 'sector')), [whole, by])
  const columns = useMemo(
    () =>
      columnsOf({ ...matrix, rows: part }, units.data ?? { departments: [], towns: [] }).filter(
        c => c.axis || by === 'sector',
      ),
    [matrix, part, units.data, by],
  )
  const rows = useMemo(() => filtered(part, flag as Kind | '', q), [part, flag, q])
  const fresh = open && { ...open, row: matrix.rows.find(r => r.key === open.row.key) ?? open.row }
  return (
    <>
      <search className={css.bar}>
        <div className={css.words}>
          <Input
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={q}
            onChange={e => change({ q: e.target.value || null })}
          />
        </div>
        {['sector', 'place'].map(v => (
          <Chip key={v} pressed={by === v} onPress={() => change({ by: v === 'sector' ? null : v })}>
            {t(`by.${v}`)}
          </Chip>
        ))}
        {kinds
          .filter(k => k !== 'unsorted')
          .map(k => (
            <Chip key={k} pressed={flag === k} onPress={() => change({ flag: flag === k ? null : k })}>
              {t('only', {
                flag: t(`flag.${k}`),
                count: part.filter(r => r.boxes.some(b => b.flags.includes(k))).length,
              })}
            </Chip>
          ))}
        <DayBox
          label={t('asOf')}
          value={day || matrix.today}
          onDay={d => change({ day: d === matrix.today ? null : d })}
        />
      </search>
      <p className={css.legend}>{t('legend')}</p>
      {rows.length === 0 ? (
        <Empty icon="filter" title={t('none.title')}>
          {t('none.text')}
        </Empty>
      ) : (
        <Grid
          rows={rows}
          columns={columns}
          label={t('grid', { rows: rows.length, cols: columns.length })}
          onOpen={(row, column) => setOpen({ row, column })}
        />
      )}
      <p className={css.more}>
        <Link to="/matrix/findings">{t('toFindings')}</Link>
      </p>
      <PaperMatrix matrix={matrix} rows={filtered(matrix.rows, flag as Kind | '', q)} />
      <SidePanel open={open !== null} title={open?.row.name} onClose={() => setOpen(null)} width={640}>
        {fresh && <BoxPanel matrix={matrix} row={fresh.row} axis={fresh.column?.axis?.key} />}
      </SidePanel>
    </>
  )
}

/** A county that has no tree yet begins with the usual one. */
function Begin({ may }: { may: boolean }) {
  const t = useT('matrix')
  const seed = useMatrixWrite<object>((_, key) => api.post('/matrix/seed', {}, { key }))
  return (
    <>
      {seed.error && <Failure problem={seed.error} />}
      <Empty
        icon="columns"
        title={t('begin.title')}
        action={
          may && (
            <Button look="primary" busy={seed.isPending} onClick={() => seed.mutate({ body: {}, key: uuidv7() })}>
              {t('begin.verb')}
            </Button>
          )
        }
      >
        {t('begin.text')}
      </Empty>
    </>
  )
}
