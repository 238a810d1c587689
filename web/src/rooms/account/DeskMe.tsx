import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { Facts, Page, Panel } from '@/kit'
import { ChangePassword } from './ChangePassword'
import { useOffer } from './data'
import { Identity } from './Identity'
import css from './Me.module.css'
import { SecondFactor } from './SecondFactor'
import { Sessions } from './Sessions'

export default function DeskMe() {
  const t = useT('account')
  const { account, post, posts } = useSession()
  const offer = useOffer()
  return (
    <Page name={t('me.name')} title={t('me.title', { name: account.name, count: posts.length })}>
      <Panel title={t('me.who')}>
        <Facts
          items={[
            [t('signin.login'), account.login],
            [t('me.post'), post ? t('demo.post', { unit: post.unit.name, title: post.title }) : t('me.noPost')],
            [t('me.roles'), (post?.roles ?? []).map(r => t(`role.${r}`)).join(t('comma'))],
          ]}
        />
      </Panel>
      <div className={css.columns}>
        <Panel title={t('me.password')}>
          <ChangePassword />
        </Panel>
        <Panel title={t('totp.title')}>
          <SecondFactor />
        </Panel>
        {(offer.data?.on || account.bound) && (
          <Panel title={t('sso.title')}>
            <Identity />
          </Panel>
        )}
        <Panel title={t('me.sessions')}>
          <Sessions />
        </Panel>
      </div>
    </Page>
  )
}
