import { ButtonLink, Empty, Page } from '@/kit'
import { useT } from '../i18n'

export function NotFound() {
  const t = useT('app')
  return (
    <Page name={t('missing.name')} title={t('missing.title')}>
      <Empty icon="map" title={t('missing.why')} action={<ButtonLink to="/">{t('missing.home')}</ButtonLink>} />
    </Page>
  )
}
