import { switchLanguage, useT } from '@/app/i18n'
import { setPref, usePrefs } from '@/app/prefs'
import { useSession, useSignOut, useSwitchPost } from '@/app/session'
import { Card, CardList, Screen } from '@/fieldkit'
import { Button, Chip, useRefused } from '@/parts'
import css from './FieldMe.module.css'
import { Sessions } from './Sessions'
import './words'

/** Who I am on this phone, how it shows, and the way out. */
export default function FieldMe() {
  const t = useT('account')
  const { account, post, posts } = useSession()
  const p = usePrefs()
  const signOut = useSignOut()
  const switchPost = useSwitchPost()
  const refused = useRefused()
  const others = posts.filter(one => one.id !== post?.id)
  return (
    <Screen name={t('me.tab')} title={account.name}>
      <CardList>
        <Card
          title={post ? t('demo.post', { unit: post.unit.name, title: post.title }) : t('me.noPost')}
          why={t('me.post')}
        >
          {others.map(one => (
            <Button key={one.id} icon="swap" onClick={() => switchPost.mutate(one.id, { onError: refused })}>
              {t('me.switch', { unit: one.unit.name, title: one.title })}
            </Button>
          ))}
        </Card>
        <Card title={t('me.display')}>
          <div className={css.chips}>
            <Chip pressed={p.density !== 'elder'} onPress={() => setPref('density', '')}>
              {t('me.normal')}
            </Chip>
            <Chip pressed={p.density === 'elder'} onPress={() => setPref('density', 'elder')}>
              {t('me.elder')}
            </Chip>
            <Chip pressed={p.theme === 'dark'} onPress={() => setPref('theme', p.theme === 'dark' ? 'light' : 'dark')}>
              {t('me.dark')}
            </Chip>
            <Chip onPress={switchLanguage}>{t('signin.other')}</Chip>
          </div>
        </Card>
        <Card title={t('me.sessions')}>
          <Sessions />
        </Card>
      </CardList>
      <Button wide icon="out" busy={signOut.isPending} onClick={() => signOut.mutate(undefined, { onError: refused })}>
        {t('me.out')}
      </Button>
      <p className="muted">{t('me.desk')}</p>
    </Screen>
  )
}
