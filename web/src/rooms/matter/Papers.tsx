import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { Button, Download, Panel, toast, useRefused } from '@/kit'
import css from './Detail.module.css'
import { useSignPaper } from './queries'
import { useSay } from './say'
import type { Detail, Paper } from './types'

/** The numbered documents that the ladder has drawn, each to be signed for by the unit it went to. */
export function Papers({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const papers = detail.papers ?? []
  if (papers.length === 0) return null
  return (
    <Panel title={t('papers.title')} flush>
      <ul className={css.papers}>
        {papers.map(p => (
          <PaperRow key={p.id} paper={p} matter={detail.id} />
        ))}
      </ul>
    </Panel>
  )
}

function PaperRow({ paper, matter }: { paper: Paper; matter: string }) {
  const t = useT('matter')
  const say = useSay()
  const refused = useRefused()
  const { post } = useSession()
  const sign = useSignPaper(matter)
  const mine = post?.unit.id === paper.unit?.id
  const press = () =>
    sign.mutate(paper.id, {
      onSuccess: () => toast(t('papers.signedNow', { number: paper.number })),
      onError: refused,
    })
  return (
    <li className={css.paper}>
      <span className={css.paperWords}>
        <strong>{paper.label}</strong>
        <span className="muted">{paper.number}</span>
        <span className="muted">
          {say.time(paper.at)} · {paper.unit?.name}
        </span>
        <span>{paper.signed ? t('papers.signed', { at: say.time(paper.signed) }) : t('papers.unsigned')}</span>
      </span>
      <span className={css.paperVerbs}>
        <Download small icon="file" href={url(`/papers/${paper.id}.docx`)}>
          {t('papers.docx')}
        </Download>
        {!paper.signed && mine && (
          <Button small busy={sign.isPending} onClick={press}>
            {t('papers.sign')}
          </Button>
        )}
      </span>
    </li>
  )
}
