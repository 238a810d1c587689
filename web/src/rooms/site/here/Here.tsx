import { useT } from '@/app/i18n'
import { Screen } from '@/fieldkit'
import { SiteSearch } from '@/sites/SiteSearch'
import './words'

/** My sites on the phone: what is near, or found by name. */
export default function Here() {
  const t = useT('here')
  return (
    <Screen name={t('name')} title={t('title')} back={{ to: '/', label: t('home') }}>
      <SiteSearch to={s => `/sites/${s.id}`} />
    </Screen>
  )
}
