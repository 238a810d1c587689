import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayDay } from '@/app/time'
import { Button, Failure, Panel, Tag, toast, useKey } from '@/kit'
import { type RiskView, useRiskWrite } from './data'
import css from './Risk.module.css'

/** What keeps a risk, level by level; a level without a measure says so. */
export function MeasureList({ risk }: { risk: RiskView }) {
  const t = useT('risk')
  const keyFor = useKey()
  const { lang } = usePrefs()
  const give = useRiskWrite((body: { measure: string }, key) =>
    api.post(`/risks/${risk.id}/task`, { ...body, revision: risk.revision }, { key }),
  )
  const levels = [...new Set([...(risk.keep ?? []), ...(risk.measures ?? []).map(m => m.level)])]
  const check = (measure: string) => {
    const body = { measure }
    give.mutate({ body, key: keyFor({ ...body, at: risk.revision }) }, { onSuccess: () => toast(t('saved.task')) })
  }
  return (
    <Panel title={t('one.measures')}>
      {give.error && <Failure problem={give.error} />}
      {levels.length === 0 && <p className="muted">{t('one.noLevels')}</p>}
      <ul className={css.levels}>
        {levels.map(level => (
          <li key={level}>
            <h3>{t(`level.${level}`)}</h3>
            {risk.gaps?.includes(level) && <Tag tone="strong">{t('one.gap')}</Tag>}
            {(risk.measures ?? [])
              .filter(m => m.level === level)
              .map(m => (
                <div key={m.id} className={css.measure}>
                  <span>
                    <Tag>{t(`kind.${m.kind}`)}</Tag> {m.text}
                    <span className="muted">
                      {' '}
                      {m.unitName || risk.unit.name}
                      {m.every ? ` · ${t('everyDays', { count: m.every })}` : ''}
                      {m.next ? ` · ${t('nextOn', { day: sayDay(m.next, lang) })}` : ''}
                    </span>
                  </span>
                  {risk.can.includes('task') && (
                    <Button busy={give.isPending} onClick={() => check(m.id)}>
                      {t('verb.task')}
                    </Button>
                  )}
                </div>
              ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
