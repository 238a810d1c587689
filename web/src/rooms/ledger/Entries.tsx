import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { type Column, DataTable, Empty } from '@/kit'
import { type Entry, useEntries } from './data'
import css from './Ledger.module.css'

/** Every entry, newest first. */
export function Entries({ open, onOpen }: { open: number; onOpen: (pos: number) => void }) {
  const t = useT('ledger')
  const { lang } = usePrefs()
  const entries = useEntries()
  const columns: Column<Entry>[] = [
    { key: 'pos', title: t('col.pos'), main: true, render: e => t('pos', { pos: e.pos }) },
    { key: 'at', title: t('col.at'), width: '190px', render: e => sayTime(e.at, lang) },
    { key: 'kind', title: t('col.kind'), render: e => <Happened kind={e.kind} /> },
    {
      key: 'ref',
      title: t('col.ref'),
      render: e => <About kind={e.ref.kind} id={e.ref.id.slice(0, 13)} />,
    },
    { key: 'leaf', title: t('col.leaf'), render: e => <span className={css.hash}>{e.leaf.slice(0, 16)}</span> },
  ]
  return (
    <DataTable
      id="ledger"
      label={t('entries')}
      columns={columns}
      rows={entries.data?.pages.flatMap(p => p.items ?? [])}
      rowKey={e => String(e.pos)}
      openKey={String(open)}
      onOpen={e => onOpen(e.pos)}
      error={entries.error}
      onRetry={() => void entries.refetch()}
      more={{ has: entries.hasNextPage, busy: entries.isFetchingNextPage, load: () => void entries.fetchNextPage() }}
      empty={
        <Empty icon="ledger" title={t('empty.title')}>
          {t('empty.text')}
        </Empty>
      }
    />
  )
}

/** What happened in words; a kind without words shows its code. */
export function Happened({ kind }: { kind: string }) {
  const t = useT('ledger')
  const key = `event.${kind}`
  const words = t(key)
  return words === key ? <code className={css.kind}>{kind}</code> : words
}

/** What it happened to, in words, with enough of its identity to find it again; a kind without words shows its code. */
export function About({ kind, id }: { kind: string; id: string }) {
  const t = useT('ledger')
  const key = `thing.${kind}`
  const words = t(key)
  return (
    <span>
      {words === key ? <code className={css.kind}>{kind}</code> : words} <span className={css.hash}>{id}</span>
    </span>
  )
}
