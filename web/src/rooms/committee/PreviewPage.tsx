import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { useCan } from '@/app/session'
import { ButtonLink, Download, Empty, Failure, Page, Panel, Skeleton } from '@/kit'
import { DispatchPanel } from './DispatchPanel'
import css from './Preview.module.css'
import { PreviewGaps, PreviewTwins } from './PreviewGaps'
import { PreviewTable } from './PreviewTable'
import { useMeeting, usePreview } from './queries'
import type { Preview } from './types'

/** The check page: what will go out, to whom and under which number, what is missing, and what may be a repeat. */
export default function PreviewPage({ params }: Screen) {
  const t = useT('committee')
  const id = params.id ?? ''
  const preview = usePreview(id)
  const meeting = useMeeting(id)
  const p = preview.data
  const title = p ? t('preview.title', { tasks: p.ticked.length, units: p.units.length }) : t('desk.loading')
  const crumbs = [
    { label: t('nav'), to: '/meetings' },
    { label: meeting.data?.title ?? t('meeting.name'), to: `/meetings/${id}` },
    { label: t('desk.name'), to: `/meetings/${id}/desk` },
  ]
  return (
    <Page name={t('preview.name')} title={title} crumbs={crumbs}>
      {!p &&
        (preview.error ? (
          <Failure problem={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Skeleton rows={8} />
        ))}
      {p && p.ticked.length === 0 && (
        <Empty
          icon="todo"
          title={t('preview.nothing')}
          action={
            <ButtonLink look="primary" to={`/meetings/${id}/desk`}>
              {t('preview.back')}
            </ButtonLink>
          }
        >
          {t('preview.nothingText', { count: p.waiting })}
        </Empty>
      )}
      {p && p.ticked.length > 0 && <Body id={id} preview={p} />}
    </Page>
  )
}

function Body({ id, preview: p }: { id: string; preview: Preview }) {
  const t = useT('committee')
  const may = useCan()('committee.dispatch')
  return (
    <div className={css.columns}>
      <div className={css.main}>
        <PreviewGaps meeting={id} preview={p} />
        <PreviewTwins meeting={id} preview={p} />
        <PreviewTable preview={p} />
      </div>
      <div className={css.side}>
        {may && <DispatchPanel meeting={id} preview={p} />}
        <Panel title={t('preview.papers')}>
          <p>{t('preview.number', { number: p.number })}</p>
          <div className={css.papers}>
            <Download small href={url(`/meetings/${id}/tasks.xlsx`, { draft: true })}>
              {t('sent.xlsx')}
            </Download>
            <Download small icon="file" href={url(`/meetings/${id}/notice.docx`, { draft: true })}>
              {t('sent.docx')}
            </Download>
          </div>
          <p className="muted">{t('preview.draft')}</p>
        </Panel>
        <Panel title={t('preview.units', { count: p.units.length })} flush>
          <ul className={css.units}>
            {p.units.map(u => (
              <li key={u.unit.id}>
                <span>{u.unit.name}</span>
                <span className="nowrap">
                  {t('preview.share', { count: u.tasks })}
                  {u.joins > 0 && <span className="muted"> {t('preview.joins', { count: u.joins })}</span>}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  )
}
