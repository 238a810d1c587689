import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { ButtonLink, type Column, DataTable, Empty, Page } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { DocTabs, newDraft } from './DocTabs'
import { type Text, useDrafts, useKinds } from './data'

/** 拟稿: documents that have no number yet. */
export default function DraftsPage() {
  const t = useT('document')
  const say = useSay()
  const kinds = useKinds()
  const drafts = useDrafts()
  const columns: Column<Text>[] = [
    { key: 'title', title: t('title'), main: true, render: d => d.content.title || t('untitled') },
    {
      key: 'kind',
      title: t('kind'),
      width: '140px',
      render: d => kinds.data?.items.find(k => k.key === d.content.kind)?.name,
    },
    { key: 'by', title: t('by'), width: '200px', render: d => d.byName.name },
    { key: 'moved', title: t('moved'), width: '140px', render: d => say.time(d.moved) },
  ]
  return (
    <Page
      name={t('tab.drafts')}
      title={t('drafts.title')}
      lead={t('drafts.lead')}
      crumbs={[{ label: t('nav'), to: '/documents' }]}
      action={
        <ButtonLink to={newDraft} look="primary">
          {t('new')}
        </ButtonLink>
      }
    >
      <DocTabs at="drafts" />
      <DataTable
        id="document-drafts"
        label={t('tab.drafts')}
        columns={columns}
        rows={drafts.data?.items}
        error={drafts.error}
        onRetry={() => void drafts.refetch()}
        rowKey={d => d.id}
        onOpen={d => navigate(`/documents/drafts/${d.id}`)}
        empty={<Empty icon="file" title={t('drafts.empty')} />}
      />
    </Page>
  )
}
