import { useT } from '@/app/i18n'
import { Panel } from '@/kit'
import css from './Annual.module.css'
import { Cell } from './Cell'
import { type Annual, groupsOf } from './data'
import { sayChange } from './say'

/** The county's own figures, chapter by chapter, each with its base and how it stands against the year before. */
export function County({ report }: { report: Annual }) {
  const t = useT('annual')
  return (
    <div className={css.groups}>
      {groupsOf(report).map(group => (
        <Panel key={group} title={group}>
          <dl className={css.figures}>
            {report.heads.map((head, i) => {
              const figure = report.total.figures[i]
              if (head.group !== group || !figure) return null
              return (
                <div key={head.key} className={css.figure}>
                  <dt>
                    {head.label}
                    {head.unit && <span className="muted">（{head.unit}）</span>}
                  </dt>
                  <dd>
                    <Cell year={report.year} table="total" row="total" figure={figure} />
                    {figure.state !== 'none' && figure.change.state !== 'known' && (
                      <p className={css.note}>{sayChange(t, figure.change)}</p>
                    )}
                    <p className={css.note}>{t('base', { base: head.base })}</p>
                    {figure.waived > 0 && <p className={css.note}>{t('waived', { count: figure.waived })}</p>}
                  </dd>
                </div>
              )
            })}
          </dl>
        </Panel>
      ))}
    </div>
  )
}
