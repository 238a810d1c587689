import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import type { Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { CheckField, Chip, Loaded, TextField } from '@/kit'
import { type Kind, kinds, type Row, type Team } from './data'
import css from './Letter.module.css'
import { chosen, shownMost, teamOf } from './teams'

interface Props {
  year: number
  teams: Team[]
  /** Which of them. */
  at: number
  onLetters: (letters: string[]) => void
}

/** Which letters a team checks: a kind at a time, found by name, one by one or all that are found. */
export function TeamLetters({ year, teams, at, onLetters }: Props) {
  const t = useT('letter')
  const [kind, setKind] = useState<Kind>()
  const count = teams[at]?.letters.length ?? 0
  return (
    <details className={css.letters}>
      <summary>{t('teams.letters', { count })}</summary>
      <div className={css.chips}>
        {kinds.map(k => (
          <Chip key={k} pressed={kind === k} onPress={() => setKind(kind === k ? undefined : k)}>
            {t(`kind.${k}`)}
          </Chip>
        ))}
      </div>
      {kind && <OfKind key={kind} year={year} kind={kind} teams={teams} at={at} onLetters={onLetters} />}
    </details>
  )
}

/** Far more than the units of a county. */
const lettersMost = 5000

/** Every letter of a kind that can be checked, page after page. */
async function all(year: number, kind: Kind, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  let cursor = ''
  do {
    const page = await api.get<Page<Row>>('/letters', { year, kind, limit: 200, cursor }, signal)
    rows.push(...page.items.filter(l => l.state === 'sent' || l.state === 'signed'))
    cursor = page.next ?? ''
  } while (cursor && rows.length < lettersMost)
  return rows
}

function OfKind({ year, kind, ...rest }: Props & { kind: Kind }) {
  const list = useQuery({
    queryKey: ['letter', 'all', year, kind],
    queryFn: ({ signal }) => all(year, kind, signal),
  })
  return <Loaded query={list}>{rows => <Rows year={year} rows={rows} {...rest} />}</Loaded>
}

function Rows({ rows, teams, at, onLetters }: Props & { rows: Row[] }) {
  const t = useT('letter')
  const [find, setFind] = useState('')
  const [free, setFree] = useState(false)
  const found = chosen(rows, teams, find, free)
  const mine = teams[at]?.letters ?? []
  const ids = found.map(l => l.id)
  const every = ids.length > 0 && ids.every(id => mine.includes(id))
  const others = mine.filter(id => !ids.includes(id))
  const team = (l: Row) => {
    const n = teamOf(teams, l.id, at)
    return n < 0 ? '' : t('teams.inTeam', { n: n + 1 })
  }
  return (
    <>
      <TextField name={`teams[${at}].find`} label={t('teams.find')} optional value={find} onValue={setFind} />
      <div className={css.chips}>
        <Chip pressed={free} onPress={() => setFree(!free)}>
          {t('teams.free')}
        </Chip>
        {ids.length > 0 && (
          <Chip pressed={every} onPress={() => onLetters(every ? others : [...others, ...ids])}>
            {t('teams.allFound', { count: ids.length })}
          </Chip>
        )}
      </div>
      {found.slice(0, shownMost).map(l => (
        <CheckField
          key={l.id}
          label={`${l.signer.name} ${l.number} ${team(l)}`}
          checked={mine.includes(l.id)}
          onChecked={on => onLetters(on ? [...mine, l.id] : mine.filter(x => x !== l.id))}
        />
      ))}
      {found.length === 0 && <p className="muted">{t('teams.nothing')}</p>}
      {found.length > shownMost && (
        <p className="muted">{t('teams.first', { shown: shownMost, count: found.length })}</p>
      )}
    </>
  )
}
