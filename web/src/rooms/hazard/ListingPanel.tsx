import type { ReactNode } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Download, Icon, type IconName, Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import { useUnitOf } from './names'
import type { Detail, Listing } from './types'

interface Step {
  key: string
  done: boolean
  words: ReactNode
  paper?: string
}

/** 挂牌督办 from the notice to the delisting, each step with its day and its document. */
export function ListingPanel({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const supervisor = useUnitOf(detail.listing?.supervisor)
  const l = detail.listing
  const steps = useSteps(l)
  if (!l) return null
  const mark = (done: boolean): IconName => (done ? 'check' : 'clock')
  return (
    <Panel title={t('listing.title', { level: t(`level.${l.level}`) })}>
      <p>{t('listing.who', { organ: l.organ, supervisor: supervisor.data?.name ?? '' })}</p>
      {l.demand && <p className="muted">{l.demand}</p>}
      <ol className={css.checks}>
        {steps.map(s => (
          <li key={s.key} data-done={s.done || undefined}>
            <Icon name={mark(s.done)} size={14} />
            <span>
              <strong>{t(`listing.${s.key.split('/')[0]}`)}</strong> {s.words}
              {s.paper && (
                <span className={css.inlinePaper}>
                  <Download small icon="file" href={url(`/hazards/${detail.id}/papers/${s.paper}.docx`)}>
                    {t(`paper.${s.paper}`)}
                  </Download>
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function useSteps(l: Listing | undefined): Step[] {
  const t = useT('hazard')
  const say = useSay()
  if (!l) return []
  const own = l.level === 'county'
  const published = (p: Listing['publish']) =>
    p.day
      ? t('listing.published', { day: say.day(p.day), where: p.where ?? '' })
      : t('listing.by', { day: say.day(p.due) })
  const steps: Step[] = [
    { key: 'notice', done: true, words: `${l.number} ${say.day(l.day)}`, paper: own ? 'listing' : undefined },
    { key: 'publish', done: Boolean(l.publish.day), words: published(l.publish) },
    ...(l.extensions ?? []).map((e, i) => ({
      key: `extension/${i}`,
      done: true,
      words: t(e.granted ? 'listing.granted' : 'listing.refused', { day: say.day(e.until), opinion: e.opinion ?? '' }),
    })),
    ...(l.asked
      ? [
          {
            key: 'asked',
            done: false,
            words: t('listing.asked', { day: say.day(l.asked.until), by: say.day(l.asked.answer) }),
          },
        ]
      : []),
    { key: 'due', done: Boolean(l.request), words: say.day(l.due) },
    { key: 'accept', done: l.acceptance?.pass === true, words: acceptance(l) },
    {
      key: 'delist',
      done: Boolean(l.delisted),
      words: l.delisted?.number ?? '',
      paper: own && l.delisted ? 'delisting' : undefined,
    },
  ]
  if (l.delisted) {
    steps.push({ key: 'publishEnd', done: Boolean(l.delisted.publish.day), words: published(l.delisted.publish) })
  }
  return steps

  function acceptance(of: Listing): string {
    const a = of.acceptance
    if (a) {
      const said = t(a.pass ? 'listing.accepted' : 'listing.notAccepted', {
        day: say.day(a.at),
        signers: (a.signers ?? []).join(t('sep')),
      })
      return a.late ? `${said} ${t('listing.late')}` : said
    }
    return of.accept ? t('listing.by', { day: say.day(of.accept) }) : ''
  }
}
