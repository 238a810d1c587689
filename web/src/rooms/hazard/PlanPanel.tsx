import { useT } from '@/app/i18n'
import { Facts, Icon, Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import type { Detail } from './types'

const five = ['duty', 'measures', 'money', 'until', 'emergency'] as const

/** 五落实 of a major hazard, each filled or named as missing; and to whom it was reported. */
export function PlanPanel({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  if (detail.grade !== 'major') return null
  const { plan } = detail
  const value = (name: (typeof five)[number]) => (name === 'until' ? say.day(plan?.until) : plan?.[name])
  return (
    <Panel title={t('plan.title')}>
      <ul className={css.checks}>
        {five.map(name => (
          <li key={name} data-done={Boolean(value(name)) || undefined}>
            <Icon name={value(name) ? 'check' : 'info'} size={14} />
            <span>
              <strong>{t(`plan.${name}`)}</strong> {value(name) || t('plan.missing')}
            </span>
          </li>
        ))}
      </ul>
      <h3 className={css.sub}>{t('notice.title')}</h3>
      {detail.notices.length === 0 && <p className="muted">{t('notice.none')}</p>}
      <Facts items={detail.notices.map(n => [t(`notice.${n.to}Done`), `${say.day(n.day)} ${n.text}`])} />
    </Panel>
  )
}
