import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, ButtonLink, type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { CheckPanel } from './CheckPanel'
import { DocTabs, newDraft } from './DocTabs'
import css from './Document.module.css'
import { type Entry, useCodes, useKinds } from './data'

const first = 2020

/** 发文登记簿: every number that was given, and what became of it. */
export default function RegisterPage() {
  const t = useT('document')
  const can = useCan()
  const say = useSay()
  const kinds = useKinds()
  const now = new Date().getFullYear()
  const [{ year, kind, code, void: voided }] = useFilters()
  const query = { year, kind, code, void: voided ? true : undefined }
  const list = usePages<Entry>(['document', 'list'], '/documents', query)
  const codes = useCodes().data?.items ?? []
  return (
    <Page
      name={t('nav')}
      title={t('list.title')}
      lead={t('list.lead')}
      action={
        <>
          <Button onClick={() => window.location.assign(url('/documents.xlsx', query))}>{t('export')}</Button>
          {can('document.compose') && (
            <ButtonLink to={newDraft} look="primary">
              {t('new')}
            </ButtonLink>
          )}
        </>
      }
    >
      <DocTabs at="list" />
      <FilterBar
        filters={[
          {
            name: 'year',
            label: t('year'),
            options: Array.from({ length: now - first + 1 }, (_, i) => ({ value: `${now - i}`, label: `${now - i}` })),
          },
          {
            name: 'kind',
            label: t('kind'),
            options: (kinds.data?.items ?? []).map(k => ({ value: k.key, label: k.name })),
          },
          { name: 'code', label: t('code'), options: codes.map(c => ({ value: c, label: c })) },
          { name: 'void', label: t('voided'), options: [{ value: '1', label: t('yes') }] },
        ]}
      />
      <DataTable
        id="documents"
        label={t('nav')}
        columns={columnsOf(t, say.time)}
        {...list}
        rowKey={e => e.id}
        onOpen={e => navigate(`/documents/${e.id}`)}
        empty={
          <Empty icon="file" title={t('list.empty')}>
            {t('list.emptyText')}
          </Empty>
        }
      />
      <CheckPanel year={year ?? ''} />
    </Page>
  )
}

type Words = (key: string, values?: Record<string, unknown>) => string

function columnsOf(t: Words, time: (at: string) => string): Column<Entry>[] {
  return [
    {
      key: 'number',
      title: t('number'),
      main: true,
      width: '220px',
      render: e => <span className={e.void ? css.void : undefined}>{e.number}</span>,
    },
    { key: 'kind', title: t('kind'), width: '110px', render: e => e.kindName },
    {
      key: 'title',
      title: t('title'),
      render: e => (
        <>
          {e.exercise && <Tag tone="strong">{t('exercise')}</Tag>} {e.title}{' '}
          {e.void && <Tag tone="strong">{t('voided')}</Tag>}
        </>
      ),
    },
    { key: 'unit', title: t('unit'), width: '160px', render: e => e.unit.name },
    {
      key: 'to',
      title: t('to'),
      width: '160px',
      render: e => (e.to.length > 1 ? t('toMany', { name: e.to[0]?.name, count: e.to.length }) : e.to[0]?.name),
    },
    { key: 'issued', title: t('issued'), width: '140px', render: e => time(e.issued) },
  ]
}
