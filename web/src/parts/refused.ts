import { asProblem, fieldName } from '@/api/problem'
import type { Errors } from './useForm'

/** fromProblem puts the server's sentences at their fields; a field is called what this form calls it. */
export function fromProblem(problem: unknown, labels: Map<string, string>): Errors {
  if (!problem) return {}
  return Object.fromEntries(
    asProblem(problem).errors.map(e => {
      const name = fieldName(e.location)
      const label = labels.get(name)
      return [name, label && e.called ? e.message.replace(`“${e.called}”`, `“${label}”`) : e.message]
    }),
  )
}
