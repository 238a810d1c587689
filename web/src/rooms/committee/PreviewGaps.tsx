import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Note, Panel } from '@/kit'
import css from './Preview.module.css'
import type { Preview } from './types'
import { twinWhy } from './why'

/** What is missing, ticked or not; a gap that hinders was refused its tick already. */
export function PreviewGaps({ meeting, preview }: { meeting: string; preview: Preview }) {
  const t = useT('committee')
  const { gaps, waiting } = preview
  if (gaps.length === 0 && waiting === 0) return <Note tone="ok">{t('preview.complete')}</Note>
  return (
    <Panel title={t('preview.gaps', { count: gaps.length })}>
      {waiting > 0 && <p>{t('preview.waiting', { count: waiting })}</p>}
      <ul className={css.gaps}>
        {gaps.map(g => (
          <li key={g.decision}>
            <Link to={`/meetings/${meeting}/desk?item=${g.decision}&pane=sheet`}>
              {g.no}. {g.title}
            </Link>
            <span>{g.gaps.map(x => t(`gap.${x}`)).join('、')}</span>
            <span className="muted">{t(g.state === 'ticked' ? 'preview.goes' : 'preview.stays')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function PreviewTwins({ meeting, preview }: { meeting: string; preview: Preview }) {
  const t = useT('committee')
  if (preview.duplicates.length === 0) return null
  return (
    <Panel title={t('preview.twins', { count: preview.duplicates.length })}>
      <ul className={css.gaps}>
        {preview.duplicates.map(d => (
          <li key={d.decision}>
            <Link to={`/meetings/${meeting}/desk?item=${d.decision}&pane=sheet`}>
              {d.no}. {d.title}
            </Link>
            <span>{d.duplicates.map(x => `${x.unit.name} ${x.number}`).join('、')}</span>
            <span className="muted">{twinWhy(t, d.duplicates[0])}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
