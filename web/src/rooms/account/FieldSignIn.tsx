import { switchLanguage, useT } from '@/app/i18n'
import { Screen } from '@/fieldkit'
import { Button, Mark } from '@/parts'
import { DemoPosts } from './DemoPosts'
import { useDemoPosts } from './data'
import css from './FieldSignIn.module.css'
import { SignInForm } from './SignInForm'
import './words'

export function FieldSignIn() {
  const t = useT('account')
  const demo = useDemoPosts()
  return (
    <>
      <div className={css.top}>
        <span className={css.brand}>
          <Mark size={32} />
          <strong>{t('brand.name')}</strong>
        </span>
        <Button look="quiet" icon="globe" onClick={switchLanguage}>
          {t('signin.other')}
        </Button>
      </div>
      <Screen name={t('signin.name')} title={t('signin.title')}>
        <SignInForm door="field" />
        {demo.data && demo.data.length > 0 && <DemoPosts posts={demo.data} />}
      </Screen>
    </>
  )
}
