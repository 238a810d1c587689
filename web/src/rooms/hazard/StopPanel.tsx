import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Download, Facts, Panel, Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import { useUnitOf } from './names'
import type { Detail } from './types'

/** 停产撤人: what must stop, by whom and by which article, and whether work may go on. */
export function StopPanel({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  const { stop } = detail
  const unit = useUnitOf(stop?.unit)
  if (!stop) return null
  const { resumed } = stop
  return (
    <Panel
      title={t('stop.title')}
      extra={<Tag tone={resumed ? 'done' : 'strong'}>{t(resumed ? 'stop.over' : 'stop.holds')}</Tag>}
    >
      <Facts
        items={[
          [t('stop.kind'), t(`stopKind.${stop.kind}`)],
          [t('stop.scope'), stop.scope],
          [t('stop.basis'), stop.basis],
          [t('stop.order'), `${stop.number} · ${unit.data?.name ?? ''} · ${say.time(stop.at)}`],
          ...(stop.approved ? [[t('stop.approved'), stop.approved] as [string, string]] : []),
          ...(resumed ? [[t('stop.resumed'), `${say.time(resumed.at)} ${resumed.text}`] as [string, string]] : []),
        ]}
      />
      <span className={css.inlinePaper}>
        <Download small icon="file" href={url(`/hazards/${detail.id}/papers/stop.docx`)}>
          {t('paper.stop')}
        </Download>
      </span>
    </Panel>
  )
}
