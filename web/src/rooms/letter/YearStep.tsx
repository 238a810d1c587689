import { api } from '@/api/client'
import { Problem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Button, ButtonLink, toast, useKey } from '@/kit'
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

const said = (e: unknown) => toast(e instanceof Problem ? e.title : String(e))

function Turn({ round }: { round: Round }) {
  const t = useT('letter')
  const keyFor = useKey()
  const step = useLetterWrite((verb: string, key) => api.post(`/letter-rounds/${round.year}/${verb}`, {}, { key }))
  const verb = round.state === 'open' ? 'freeze' : 'conclude'
  const press = () =>
    step.mutate(
      { body: verb, key: keyFor({ year: round.year, verb }) },
      { onSuccess: () => toast(t(`year.did.${verb}`)), onError: said },
    )
  return (
    <Button look="primary" busy={step.isPending} onClick={press}>
      {t(`year.do.${verb}`)}
    </Button>
  )
}

function Bulletin({ year }: { year: number }) {
  const t = useT('letter')
  const keyFor = useKey()
  const begin = useLetterWrite((_: object, key) =>
    api.post<{ id: string }>(`/letter-rounds/${year}/bulletin`, {}, { key }),
  )
  const press = () =>
    begin.mutate(
      { body: {}, key: keyFor({ bulletin: year }) },
      { onSuccess: d => navigate(`/documents/drafts/${d.id}`), onError: said },
    )
  return (
    <Button look="primary" icon="file" busy={begin.isPending} onClick={press}>
      {t('year.bulletin')}
    </Button>
  )
}
