import type { ReactNode } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayDay } from '@/app/time'
import type { MatterBrief } from './data'
import css from './MatterFacts.module.css'

/** What has to be known to act: the words of the order, until when, by what standard, with what proof. */
export function MatterFacts({ matter }: { matter: MatterBrief }) {
  const t = useT('todo')
  const { lang } = usePrefs()
  const asks = matter.evidence.asks ?? []
  const co = matter.coUnits ?? []
  return (
    <div className={css.facts}>
      {matter.text && <p className={css.text}>{matter.text}</p>}
      <dl className={css.list}>
        <Fact name={t('fact.issuer')}>{matter.issuer.name}</Fact>
        {matter.due && <Fact name={t('fact.due')}>{sayDay(matter.due, lang)}</Fact>}
        {co.length > 0 && <Fact name={t('fact.co')}>{co.map(u => u.name).join(t('comma'))}</Fact>}
        {matter.suggest && <Fact name={t('fact.suggest')}>{matter.suggest.name}</Fact>}
        {matter.standard && <Fact name={t('fact.standard')}>{matter.standard}</Fact>}
        {asks.length > 0 && (
          <Fact name={t('fact.evidence')}>
            {asks.map(a => t('ask', { label: a.label, min: a.min })).join(t('comma'))}
            <span className="muted">
              {t('have', { photos: matter.evidence.photos, documents: matter.evidence.documents })}
            </span>
          </Fact>
        )}
        {(matter.parents ?? []).map(p => (
          <Fact key={p.id} name={t('fact.source')}>
            {p.title}
          </Fact>
        ))}
        {matter.asked && (
          <Fact name={t('fact.asked')}>
            {t('asked', {
              by: matter.asked.by.name,
              from: sayDay(matter.asked.from, lang),
              until: sayDay(matter.asked.until, lang),
              reason: matter.asked.reason,
            })}
          </Fact>
        )}
      </dl>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
