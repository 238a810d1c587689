import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import css from './Duty.module.css'
import type { Draft } from './data'
import { saySpan } from './say'

/** What a rotation would be, before anything is stored. */
export function RotatePreview({ drafts, names }: { drafts: Draft[]; names: Named[] }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  const nameOf = (id?: string) => names.find(p => p.id === id)?.name ?? ''
  return (
    <>
      <p>{t('rotate.preview', { count: drafts.length })}</p>
      <section className={css.preview} aria-label={t('rotate.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('col.time')}</th>
              <th scope="col">{t('col.kind')}</th>
              <th scope="col">{t('col.person')}</th>
              <th scope="col">{t('col.leader')}</th>
            </tr>
          </thead>
          <tbody>
            {drafts.map(d => (
              <tr key={d.starts}>
                <td>{saySpan(t, lang, d.starts, d.ends)}</td>
                <td>{t(`kind.${d.kind}`)}</td>
                <td>{nameOf(d.person)}</td>
                <td>{nameOf(d.leader)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
