import { useState } from 'react'
import { useCertainty } from '@/app/certainty'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useCan } from '@/app/session'
import { type Column, DataTable, Dialog, Loaded, Page, Panel, Tag } from '@/kit'
import { LetterTabs } from './LetterTabs'
import { TemplateForm } from './TemplateForm'
import { TemplateVerbs } from './TemplateVerbs'
import { type Template, useTemplates } from './template'
import './words'

/** Templates by kind of signer: the county's own, and the product's below them. */
export default function TemplatesPage() {
  const t = useT('letter')
  const templates = useTemplates()
  const [edit, setEdit] = useState<Template>()
  return (
    <Page name={t('tab.templates')} title={t('templates.title')} lead={t('templates.lead')}>
      <LetterTabs at="templates" />
      <Loaded query={templates} rows={6}>
        {data => (
          <Panel flush>
            <List items={data.items} onEdit={setEdit} />
          </Panel>
        )}
      </Loaded>
      <Dialog
        open={Boolean(edit)}
        title={t('templates.edit', { kind: t(`kind.${edit?.body.kind ?? 'township'}`) })}
        width={860}
        onClose={() => setEdit(undefined)}
      >
        {edit && <TemplateForm base={edit} metrics={templates.data?.metrics ?? []} onDone={() => setEdit(undefined)} />}
      </Dialog>
    </Page>
  )
}

function List({ items, onEdit }: { items: Template[]; onEdit: (x: Template) => void }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const can = useCan()('letter.template')
  const sure = useCertainty()
  const columns: Column<Template>[] = [
    { key: 'title', title: t('template'), main: true, render: x => (lang === 'en' ? x.body.en : x.body.zh) },
    { key: 'kind', title: t('kindOf'), width: '120px', render: x => t(`kind.${x.body.kind}`) },
    {
      key: 'state',
      title: t('standing'),
      width: '150px',
      render: x => (
        <Tag tone={x.now ? 'done' : 'plain'}>
          {t(x.builtin ? 'templates.builtin' : x.now ? 'templates.now' : `templates.${x.state}`)}
        </Tag>
      ),
    },
    { key: 'from', title: t('templates.period'), width: '230px', render: x => `${x.from} – ${x.to || '…'}` },
    {
      key: 'source',
      title: t('templates.source'),
      render: x => [x.source, x.confidence && sure(x.confidence)].filter(Boolean).join(' · '),
    },
    {
      key: 'verbs',
      title: t('verbs'),
      acts: true,
      width: '220px',
      render: x => can && <TemplateVerbs template={x} onEdit={onEdit} />,
    },
  ]
  return (
    <DataTable
      id="letter-templates"
      label={t('tab.templates')}
      columns={columns}
      rows={items}
      rowKey={x => x.id || `${x.body.kind} ${x.version}`}
    />
  )
}
