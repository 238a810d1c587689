import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { countyDay } from '@/app/time'
import { Button, ButtonLink, CheckAnswers, Failure, toast, useKey, useRefused } from '@/kit'
import { type Round, useLetterWrite } from './data'

/** The one next step of the year: freeze, conclude, and then the bulletin, which begins as a document. */
export function YearStep({ round }: { round: Round }) {
  const t = useT('letter')
  if (round.state !== 'closed') return <Turn round={round} />
  if (!round.bulletin) return <Bulletin year={round.year} />
  return (
    <ButtonLink look="primary" icon="file" to={`/documents/drafts/${round.bulletin}`}>
      {t('year.openBulletin')}
    </ButtonLink>
  )
}

/** A step of the year binds every unit and is not taken back: what it means is read first. */
function Turn({ round }: { round: Round }) {
  const t = useT('letter')
  const keyFor = useKey()
  const [ask, setAsk] = useState(false)
  const step = useLetterWrite((verb: string, key) => api.post(`/letter-rounds/${round.year}/${verb}`, {}, { key }))
  const verb = round.state === 'open' ? 'freeze' : 'conclude'
  const early = verb === 'freeze' && countyDay(Date.now()) <= `${round.year}-12-31`
  const press = () =>
    step.mutate(
      { body: verb, key: keyFor({ year: round.year, verb }) },
      {
        onSuccess: () => {
          setAsk(false)
          toast(t(`year.did.${verb}`))
        },
      },
    )
  return (
    <>
      <Button look="primary" onClick={() => setAsk(true)}>
        {t(`year.do.${verb}`)}
      </Button>
      <CheckAnswers
        open={ask}
        title={t(`year.ask.${verb}`, { year: round.year })}
        answers={[
          [t('year.after'), t(`year.then.${verb}`)],
          ...(early ? [[t('year.note'), t('year.early', { year: round.year })] as [string, string]] : []),
        ]}
        verb={t(`year.do.${verb}`)}
        problem={step.error && <Failure problem={step.error} />}
        busy={step.isPending}
        onClose={() => setAsk(false)}
        onConfirm={press}
      />
    </>
  )
}

function Bulletin({ year }: { year: number }) {
  const t = useT('letter')
  const keyFor = useKey()
  const refused = useRefused()
  const begin = useLetterWrite((_: object, key) =>
    api.post<{ id: string }>(`/letter-rounds/${year}/bulletin`, {}, { key }),
  )
  const press = () =>
    begin.mutate(
      { body: {}, key: keyFor({ bulletin: year }) },
      { onSuccess: d => navigate(`/documents/drafts/${d.id}`), onError: refused },
    )
  return (
    <Button look="primary" icon="file" busy={begin.isPending} onClick={press}>
      {t('year.bulletin')}
    </Button>
  )
}
