import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, CheckField, Chip, DateField, Form, Note, PostPicker, TextField, toast, useKey } from '@/kit'
import { kinds, type Round, type Row, type Team, useLetterWrite } from './data'
import css from './Letter.module.css'

interface Props {
  round: Round
  onDone: () => void
}

/** Opens the assessment of a year: until when signers mark themselves, and which team checks whom. */
export function TeamsForm({ round, onDone }: Props) {
  const t = useT('letter')
  const keyFor = useKey()
  const [selfBy, setSelfBy] = useState(round.selfBy ?? '')
  const [teams, setTeams] = useState<Team[]>(round.teams ?? [])
  const [names, setNames] = useState(round.names ?? {})
  const save = useLetterWrite((body: object, key) => api.post(`/letter-rounds/${round.year}/teams`, body, { key }))
  const put = (i: number, edit: Partial<Team>) => setTeams(teams.map((x, k) => (k === i ? { ...x, ...edit } : x)))
  const submit = () => {
    const body = { teams, selfBy: selfBy || undefined }
    const done = () => {
      toast(t('teams.saved'))
      onDone()
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Note>{t('teams.lead')}</Note>
      <DateField name="selfBy" label={t('teams.selfBy')} value={selfBy} onValue={setSelfBy} />
      {teams.map((team, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a team has no name of its own but its place
        <fieldset key={i} className={css.team}>
          <legend>{t('teams.n', { n: i + 1 })}</legend>
          <TextField
            name={`teams[${i}].name`}
            label={t('teams.name')}
            value={team.name}
            onValue={name => put(i, { name })}
          />
          <Posts
            at={`teams[${i}]`}
            team={team}
            names={names}
            onPosts={(posts, name) => {
              setNames({ ...names, ...name })
              put(i, { posts })
            }}
          />
          <Letters year={round.year} team={team} onLetters={letters => put(i, { letters })} />
          <Button small look="quiet" onClick={() => setTeams(teams.filter((_, k) => k !== i))}>
            {t('teams.drop')}
          </Button>
        </fieldset>
      ))}
      <Button icon="plus" onClick={() => setTeams([...teams, { name: '', posts: [], letters: [] }])}>
        {t('teams.add')}
      </Button>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('teams.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

interface PostsProps {
  at: string
  team: Team
  names: Record<string, string>
  onPosts: (posts: string[], names: Record<string, string>) => void
}

function Posts({ at, team, names, onPosts }: PostsProps) {
  const t = useT('letter')
  return (
    <>
      <PostPicker
        name={`${at}.posts`}
        label={t('teams.posts')}
        value={null}
        onValue={p => p && !team.posts.includes(p.id) && onPosts([...team.posts, p.id], { [p.id]: p.name })}
      />
      <div className={css.chips}>
        {team.posts.map(p => (
          <Chip
            key={p}
            pressed
            onPress={() =>
              onPosts(
                team.posts.filter(x => x !== p),
                {},
              )
            }
          >
            {t('teams.takeOut', { name: names[p] ?? p })}
          </Chip>
        ))}
      </div>
    </>
  )
}

function Letters({ year, team, onLetters }: { year: number; team: Team; onLetters: (letters: string[]) => void }) {
  const t = useT('letter')
  const all = useQuery({
    queryKey: ['letter', 'all', year],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        kinds.map(kind => api.get<{ items: Row[] }>('/letters', { year, kind, limit: 200 }, signal)),
      )
      return pages.flatMap(p => p.items).filter(l => l.state === 'sent' || l.state === 'signed')
    },
  })
  const rows = all.data ?? []
  return (
    <details className={css.letters}>
      <summary>{t('teams.letters', { count: team.letters.length, all: rows.length })}</summary>
      <div className={css.chips}>
        {kinds.map(kind => (
          <AllOf key={kind} kind={kind} rows={rows} team={team} onLetters={onLetters} />
        ))}
      </div>
      {rows.map(l => (
        <CheckField
          key={l.id}
          label={`${l.signer.name} ${l.number}`}
          checked={team.letters.includes(l.id)}
          onChecked={on => onLetters(on ? [...team.letters, l.id] : team.letters.filter(x => x !== l.id))}
        />
      ))}
    </details>
  )
}

interface AllOfProps {
  kind: (typeof kinds)[number]
  rows: Row[]
  team: Team
  onLetters: (letters: string[]) => void
}

/** Takes all letters of a kind of signer at once, or gives them up again. */
function AllOf({ kind, rows, team, onLetters }: AllOfProps) {
  const t = useT('letter')
  const ids = rows.filter(l => l.kind === kind).map(l => l.id)
  if (ids.length === 0) return null
  const all = ids.every(id => team.letters.includes(id))
  const others = team.letters.filter(id => !ids.includes(id))
  return (
    <Chip pressed={all} onPress={() => onLetters(all ? others : [...others, ...ids])}>
      {t('teams.allOf', { kind: t(`kind.${kind}`), count: ids.length })}
    </Chip>
  )
}
