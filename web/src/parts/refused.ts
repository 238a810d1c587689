import { asProblem, fieldName } from '@/api/problem'

/** What each field is called on its form. */
export type Labels = Record<string, string>

/** fromProblem puts the server's sentences at their fields; a field is called what this form calls it. */
export function fromProblem(problem: unknown, labels: Labels): Record<string, string> {
  if (!problem) return {}
  return Object.fromEntries(
    asProblem(problem).errors.map(e => {
      const name = fieldName(e.location)
      const label = labels[name]
      return [name, label && e.called ? e.message.replace(`“${e.called}”`, `“${label}”`) : e.message]
    }),
  )
}
