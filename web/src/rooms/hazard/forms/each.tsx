import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useProblemText } from '@/app/useProblemText'
import { Icon, useKey } from '@/kit'
import css from '../Ledger.module.css'
import type { Detail, HazardRow, VerbName } from '../types'

/** What became of one of several hazards. */
export interface Outcome {
  id: string
  number: string
  problem?: unknown
  after?: Detail
}

interface Many {
  chosen: HazardRow[]
  body: Record<string, unknown>
}

/** useEach does one verb on several hazards, each for itself: one refusal holds up no other. */
export function useEach(verb: VerbName) {
  const queries = useQueryClient()
  const keyFor = useKey()
  const one = async (h: HazardRow, body: Record<string, unknown>): Promise<Outcome> => {
    try {
      const key = `${keyFor({ id: h.id, ...body })}`
      const after = await api.post<Detail>(`/hazards/${h.id}/${verb}`, { revision: h.revision, ...body }, { key })
      return { id: h.id, number: h.number, after }
    } catch (problem) {
      return { id: h.id, number: h.number, problem }
    }
  }
  return useMutation({
    mutationFn: async ({ chosen, body }: Many) => {
      const done: Outcome[] = []
      for (const h of chosen) done.push(await one(h, body))
      return done
    },
    onSettled: () => {
      for (const room of ['hazard', 'todo']) void queries.invalidateQueries({ queryKey: [room] })
    },
  })
}

/** settledOf parts what was done from what was refused. */
export function settledOf(list: Outcome[]): { well: number; refused: Outcome[] } {
  const refused = list.filter(o => o.problem)
  return { well: list.length - refused.length, refused }
}

export function Outcomes({ list, said }: { list: Outcome[]; said?: (after: Detail) => string | undefined }) {
  const say = useProblemText()
  const sentence = (o: Outcome) =>
    o.problem ? say(o.problem).detail || say(o.problem).title : o.after && said?.(o.after)
  return (
    <ul className={css.outcomes} role="status">
      {list.map(o => (
        <li key={o.id}>
          <Icon name={o.problem ? 'alert' : 'check'} size={14} />
          <span>
            {o.number} {sentence(o)}
          </span>
        </li>
      ))}
    </ul>
  )
}
