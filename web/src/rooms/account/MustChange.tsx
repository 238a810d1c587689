import { useT } from '@/app/i18n'
import { useEntered } from '@/app/session'
import { Note } from '@/parts'
import { ChangePassword } from './ChangePassword'
import { Outside } from './Outside'
import './words'

/** The password is too old: first a new one, then everything else. */
export function MustChange() {
  const t = useT('account')
  const entered = useEntered()
  return (
    <Outside name={t('me.password')} title={t('me.mustChange')}>
      <Note tone="warn">{t('me.mustChangeWhy')}</Note>
      <ChangePassword onDone={() => void entered()} />
    </Outside>
  )
}
