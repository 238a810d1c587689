import { useT } from '@/app/i18n'
import { Page } from '@/kit'

export default function DeskTodo() {
  const t = useT('todo')
  return (
    <Page name={t('nav')} title={t('nav')}>
      <span />
    </Page>
  )
}
