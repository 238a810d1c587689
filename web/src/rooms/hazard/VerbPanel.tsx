import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Dialog, type IconName, Panel, Skeleton } from '@/kit'
import { useDetail } from '@/rooms/matter/queries'
import { useSay } from '@/rooms/matter/say'
import type { VerbName as MatterVerb } from '@/rooms/matter/types'
import { VerbForm as MatterForm } from '@/rooms/matter/VerbForm'
import css from './Detail.module.css'
import { useStanding } from './say'
import type { Detail, VerbName } from './types'
import { VerbForm } from './VerbForm'

const icons: Record<VerbName, IconName> = {
  grade: 'sliders',
  plan: 'list',
  notice: 'send',
  list: 'pin',
  publish: 'globe',
  extend: 'clock',
  answer: 'calendar',
  accept: 'check',
  close: 'check',
  vouch: 'search',
  delist: 'check',
  stop: 'alert',
  resume: 'undo',
  amend: 'lines',
  reopen: 'bolt',
  drop: 'close',
}

/** What the matter's owner does to the matter; what checks it is done by the hazard's own verbs. */
const workVerbs: MatterVerb[] = ['sign', 'feedback', 'return', 'transfer', 'extension', 'grant', 'urge']

/** What may be done now, by the server's word: one primary verb, and the others beside it. */
export function VerbPanel({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  const { stuck } = useStanding()
  const [verb, setVerb] = useState<VerbName>()
  const primary = detail.can.find(v => v.primary)
  const others = detail.can.filter(v => v !== primary)
  const work = detail.workCan.filter(v => workVerbs.includes(v.verb as MatterVerb))
  const ended = ['closed', 'fixed', 'dropped'].includes(detail.state)
  return (
    <Panel title={t(ended ? 'verbs.ended' : 'verbs.title')}>
      {ended && <p>{t(`verbs.${detail.state}`, { at: say.time(detail.closed) })}</p>}
      {primary && (
        <div className={css.primary}>
          <Button look="primary" wide icon={icons[primary.verb]} onClick={() => setVerb(primary.verb)}>
            {t(`verb.${primary.verb}`)}
          </Button>
          <p className="muted">{t(`verb.${primary.verb}Then`)}</p>
        </div>
      )}
      {work.length > 0 && <Work detail={detail} verbs={work.map(v => v.verb as MatterVerb)} first={!primary} />}
      {!primary && work.length === 0 && !ended && <p className="muted">{stuck(detail)}</p>}
      {others.length > 0 && (
        <div className={css.others}>
          {others.map(v => (
            <Button key={v.verb} icon={icons[v.verb]} onClick={() => setVerb(v.verb)}>
              {t(`verb.${v.verb}`)}
            </Button>
          ))}
        </div>
      )}
      <Dialog
        open={verb !== undefined}
        title={verb ? t(`verb.${verb}`) : ''}
        onClose={() => setVerb(undefined)}
        width={verb === 'grade' ? 760 : 560}
      >
        {verb && <VerbForm detail={detail} verb={verb} onDone={() => setVerb(undefined)} />}
      </Dialog>
    </Panel>
  )
}

/** The owner signs, feeds back and asks for time here already, with the forms of the matter. */
function Work({ detail, verbs, first }: { detail: Detail; verbs: MatterVerb[]; first: boolean }) {
  const t = useT('hazard')
  const matter = useT('matter')
  const queries = useQueryClient()
  const [verb, setVerb] = useState<MatterVerb>()
  const lead = first ? detail.workCan.find(v => v.primary && verbs.includes(v.verb as MatterVerb))?.verb : undefined
  const done = () => {
    setVerb(undefined)
    // The ledger hears of the matter a moment later.
    setTimeout(() => void queries.invalidateQueries({ queryKey: ['hazard'] }), 1200)
  }
  return (
    <div className={css.others}>
      {verbs.map(v => (
        <Button key={v} look={v === lead ? 'primary' : 'normal'} wide={v === lead} onClick={() => setVerb(v)}>
          {t(`work.${v}`)}
        </Button>
      ))}
      <Dialog
        open={verb !== undefined}
        title={verb ? matter(`verb.${verb}Title`) : ''}
        onClose={() => setVerb(undefined)}
      >
        {verb && detail.matter && <WorkForm matter={detail.matter} verb={verb} onDone={done} />}
      </Dialog>
    </div>
  )
}

function WorkForm({ matter, verb, onDone }: { matter: string; verb: MatterVerb; onDone: () => void }) {
  const detail = useDetail(matter)
  return detail.data ? <MatterForm detail={detail.data} verb={verb} onDone={onDone} /> : <Skeleton rows={4} />
}
