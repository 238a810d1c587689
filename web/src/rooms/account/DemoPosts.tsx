import type { DemoPost } from '@/api/types'
import { useT } from '@/app/i18n'
import { Failure, Icon } from '@/parts'
import css from './DemoPosts.module.css'
import { useDemoSignIn } from './data'

/** The posts of the demonstration county: one press, no password. */
export function DemoPosts({ posts }: { posts: DemoPost[] }) {
  const t = useT('account')
  const enter = useDemoSignIn()
  return (
    <section className={css.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demo.title')}</h2>
      <p className="muted">{t('demo.lead')}</p>
      {enter.error && <Failure problem={enter.error} />}
      <ul className={css.list}>
        {posts.map(p => (
          <li key={p.login}>
            <button type="button" className={css.post} disabled={enter.isPending} onClick={() => enter.mutate(p.login)}>
              <span className={css.line}>
                <strong>{t('demo.post', { unit: p.unit, title: p.title })}</strong>
                <span className="muted">{p.name}</span>
              </span>
              <span className={css.hint}>{p.hint || t(`demo.hint.${p.role}`)}</span>
              <Icon name="chevron" size={14} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
