import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Tabs } from '@/kit'

export function DocTabs({ at }: { at: 'list' | 'inbox' | 'drafts' | 'templates' }) {
  const t = useT('document')
  const can = useCan()
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={[
        { key: 'list', label: t('tab.list'), to: '/documents' },
        { key: 'inbox', label: t('tab.inbox'), to: '/documents/inbox' },
        ...(can('document.compose') ? [{ key: 'drafts', label: t('tab.drafts'), to: '/documents/drafts' }] : []),
        ...(can('document.template')
          ? [{ key: 'templates', label: t('tab.templates'), to: '/documents/templates' }]
          : []),
      ]}
    />
  )
}

/** The verb that begins a document. */
export const newDraft = '/documents/drafts/new'
