import { useEffect } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Button, Chip, Failure, Page, Panel, SelectField, Skeleton, Tabs } from '@/kit'
import css from './Annual.module.css'
import { County } from './County'
import { type Annual, groupsOf, headsOf, lastYear, tables, useAnnual, years } from './data'
import { Missing } from './Missing'
import { TableOf } from './TableOf'
import { Verbs } from './Verbs'
import './words'

/** The year's figures: of the county, by line of business, township and grade, and what the records do not say. */
export default function AnnualPage() {
  const t = useT('annual')
  const [filters, change] = useFilters()
  const year = Number(filters.year) || lastYear()
  const report = useAnnual(year)
  const data = report.data
  if (!data) {
    return (
      <Page name={t('nav')} title={t('titleOf', { year })}>
        {report.error ? (
          <>
            <Failure problem={report.error} onRetry={() => void report.refetch()} />
            <Year year={year} onYear={y => change({ year: y })} />
          </>
        ) : (
          <Skeleton rows={10} />
        )}
      </Page>
    )
  }
  if (filters.print) return <Printed report={data} onLeave={() => change({ print: null })} />
  return (
    <Page
      name={t('nav')}
      title={t(data.any ? 'title' : 'titleNone', { year, missing: data.missing.length })}
      lead={t(data.over ? 'lead' : 'leadOpen', { from: data.from, to: data.to, asOf: data.asOf })}
      action={<Verbs report={data} onPrint={() => change({ print: '1' })} />}
    >
      <Year year={year} onYear={y => change({ year: y })} />
      <County report={data} />
      <Tables report={data} />
      <Missing report={data} />
    </Page>
  )
}

/** Whether the records say anything of a chapter. */
function spoken(report: Annual, group: string): boolean {
  return report.heads.some((h, i) => h.group === group && report.total.figures[i]?.state === 'told')
}

function Year({ year, onYear }: { year: number; onYear: (year: string) => void }) {
  const t = useT('annual')
  return (
    <search className={css.bar}>
      <SelectField
        name="year"
        label={t('year')}
        value={String(year)}
        onValue={onYear}
        options={years().map(y => ({ value: String(y), label: String(y) }))}
      />
    </search>
  )
}

function Tables({ report }: { report: Annual }) {
  const t = useT('annual')
  const [{ tab = 'sector', group }, change] = useFilters()
  const table = tables.find(x => x === tab) ?? 'sector'
  const groups = groupsOf(report).filter(g => headsOf(report, g, table).length > 0)
  const shown = groups.find(g => g === group) ?? groups.find(g => spoken(report, g)) ?? groups[0] ?? ''
  return (
    <>
      <Tabs
        label={t('nav')}
        at={table}
        tabs={tables.map(key => ({ key, label: t(`tab.${key}`), to: `/annual?year=${report.year}&tab=${key}` }))}
      />
      <div className={css.chips}>
        {groups.map(g => (
          <Chip key={g} pressed={g === shown} onPress={() => change({ group: g })}>
            {g}
          </Chip>
        ))}
      </div>
      <Panel flush>
        <TableOf report={report} table={table} group={shown} />
      </Panel>
    </>
  )
}

/** Everything on paper: the county, each table chapter by chapter, what is missing. */
function Printed({ report, onLeave }: { report: Annual; onLeave: () => void }) {
  const t = useT('annual')
  useEffect(() => {
    const at = requestAnimationFrame(() => window.print())
    return () => cancelAnimationFrame(at)
  }, [])
  return (
    <Page
      name={t('nav')}
      title={t('titleOf', { year: report.year })}
      lead={t(report.over ? 'lead' : 'leadOpen', { from: report.from, to: report.to, asOf: report.asOf })}
      action={
        <span className={css.screen}>
          <Button onClick={onLeave}>{t('back')}</Button>
        </span>
      }
    >
      <County report={report} />
      {tables.flatMap(table =>
        groupsOf(report)
          .filter(g => headsOf(report, g, table).length > 0)
          .map(g => (
            <Panel key={table + g} title={`${t(`tab.${table}`)} · ${g}`} flush>
              <TableOf report={report} table={table} group={g} brief />
            </Panel>
          )),
      )}
      <Missing report={report} />
    </Page>
  )
}
