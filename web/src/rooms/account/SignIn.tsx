import { useEffect } from 'react'
import { switchLanguage, useT } from '@/app/i18n'
import { navigate, useTitle } from '@/app/router'
import { Icon } from '@/parts'
import { DemoPosts } from './DemoPosts'
import { useDemoPosts, useSetup } from './data'
import css from './SignIn.module.css'
import { SignInForm } from './SignInForm'
import { SingleSignOn } from './SingleSignOn'
import { Water } from './Water'
import './words'

/** The door of the desk: sign in, or, in the demonstration county, step into a post. */
export function SignIn() {
  const t = useT('account')
  const demo = useDemoPosts()
  const setup = useSetup()
  useTitle(t('signin.name'))
  const mustSetUp = setup.data?.needed === true
  useEffect(() => {
    if (mustSetUp) navigate('/setup', { replace: true })
  }, [mustSetUp])
  return (
    <div className={css.page}>
      <Water />
      <main className={css.main} id="main">
        <div className={css.top}>
          <button type="button" className={css.lang} onClick={switchLanguage}>
            <Icon name="globe" size={16} />
            {t('signin.other')}
          </button>
        </div>
        <div className={css.column}>
          <h1 className={css.title}>{t('signin.title')}</h1>
          <SignInForm door="desk" />
          <SingleSignOn />
          {demo.data && demo.data.length > 0 && <DemoPosts posts={demo.data} />}
        </div>
      </main>
    </div>
  )
}
