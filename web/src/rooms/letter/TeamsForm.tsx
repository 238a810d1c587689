import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Chip, DateField, Form, Note, PostPicker, TextField, toast, useKey } from '@/kit'
import { type Round, type Team, useLetterWrite } from './data'
import css from './Letter.module.css'
import { TeamLetters } from './TeamLetters'

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
          <TeamLetters year={round.year} teams={teams} at={i} onLetters={letters => put(i, { letters })} />
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
