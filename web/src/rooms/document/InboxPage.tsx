import { useT } from '@/app/i18n'
import { Link, useFilters } from '@/app/router'
import { Button, type Column, DataTable, Empty, FilterBar, Page, toast, useKey, usePages, useRefused } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { DocTabs } from './DocTabs'
import { type Receipt, useAct } from './data'
import { Signature } from './Signature'

/** 收文: what the unit received and has to sign for. */
export default function InboxPage() {
  const t = useT('document')
  const say = useSay()
  const [{ done }] = useFilters()
  const list = usePages<Receipt>(['document', 'inbox'], '/documents/inbox', { done: done ? true : undefined })
  const columns: Column<Receipt>[] = [
    { key: 'title', title: t('title'), main: true, render: r => <Link to={`/documents/${r.entry}`}>{r.title}</Link> },
    { key: 'number', title: t('number'), width: '220px', render: r => r.number },
    { key: 'issuer', title: t('unit'), width: '180px', render: r => r.issuer.name },
    { key: 'sent', title: t('sent'), width: '140px', render: r => say.time(r.sent) },
    { key: 'state', title: t('receipt'), width: '190px', render: r => <Signature receipt={r} /> },
    { key: 'do', title: t('verbs'), acts: true, width: '120px', render: r => <SignButton receipt={r} small /> },
  ]
  return (
    <Page
      name={t('tab.inbox')}
      title={t('inbox.title')}
      lead={t('inbox.lead')}
      crumbs={[{ label: t('nav'), to: '/documents' }]}
    >
      <DocTabs at="inbox" />
      <FilterBar filters={[{ name: 'done', label: t('signedOnly'), options: [{ value: '1', label: t('yes') }] }]} />
      <DataTable
        id="documents-inbox"
        label={t('tab.inbox')}
        columns={columns}
        {...list}
        rowKey={r => r.id}
        empty={<Empty icon="check" title={t('inbox.empty')} />}
      />
    </Page>
  )
}

export function SignButton({ receipt, small }: { receipt: Receipt; small?: boolean }) {
  const t = useT('document')
  const act = useAct<Receipt>()
  const refused = useRefused()
  const key = useKey()
  if (!receipt.can.includes('sign')) return null
  return (
    <Button
      look="primary"
      small={small}
      busy={act.isPending}
      onClick={() =>
        act.mutate(
          { path: `/receipts/${receipt.id}/sign`, key: key(receipt.id) },
          { onSuccess: () => toast(t('said.signed', { number: receipt.number })), onError: refused },
        )
      }
    >
      {t('sign')}
    </Button>
  )
}
