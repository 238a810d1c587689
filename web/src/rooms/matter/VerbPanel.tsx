import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Dialog, Panel } from '@/kit'
import { AskedBox } from './AskedBox'
import css from './Detail.module.css'
import { useSay } from './say'
import type { Detail, VerbName } from './types'
import { VerbForm } from './VerbForm'
import { split, verbIcons } from './verbs'

/** What may be done now, by the server's word: one primary verb, and the honest exits beside it. */
export function VerbPanel({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const [verb, setVerb] = useState<VerbName>()
  const { primary, others } = split(detail.can ?? [])
  const ended = detail.state === 'closed' || detail.state === 'recalled'
  return (
    <Panel title={t(ended ? 'verbs.ended' : 'verbs.title')}>
      {detail.state === 'closed' && <p>{t('verbs.closed', { at: say.time(detail.closed) })}</p>}
      {detail.state === 'recalled' && <p>{t('verbs.recalled')}</p>}
      {detail.asked && <AskedBox detail={detail} />}
      {primary && (
        <div className={css.primary}>
          <Button look="primary" wide icon={verbIcons[primary.verb]} onClick={() => setVerb(primary.verb)}>
            {t(`verb.${primary.verb}Do`, { unit: detail.unit.name })}
          </Button>
          <p className="muted">{t(`verb.${primary.verb}Then`, { reviewer: detail.reviewer.name })}</p>
        </div>
      )}
      {!primary && !ended && <p className="muted">{t('verbs.waiting', { stuck: detail.stuck ?? '' })}</p>}
      {others.length > 0 && (
        <div className={css.others}>
          {others.map(v => (
            <Button key={v.verb} icon={verbIcons[v.verb]} onClick={() => setVerb(v.verb)}>
              {t(`verb.${v.verb}`)}
            </Button>
          ))}
        </div>
      )}
      {detail.recallUntil && others.some(v => v.verb === 'recall') && (
        <p className="muted">{t('verbs.recallUntil', { at: say.time(detail.recallUntil) })}</p>
      )}
      <Dialog open={verb !== undefined} title={verb ? t(`verb.${verb}Title`) : ''} onClose={() => setVerb(undefined)}>
        {verb && <VerbForm detail={detail} verb={verb} onDone={() => setVerb(undefined)} />}
      </Dialog>
    </Panel>
  )
}
