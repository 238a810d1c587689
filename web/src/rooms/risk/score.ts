import type { Method } from './data'

// The same arithmetic as the server's, so that the colour is seen while one chooses; the server decides.

/** scoreOf multiplies the chosen steps; undefined until every factor has one. */
export function scoreOf(method: Method, values: Record<string, string>): number | undefined {
  let score = 1
  for (const factor of method.factors) {
    if (!factor.steps.some(s => String(s.value) === values[factor.key])) return undefined
    score *= Number(values[factor.key])
  }
  return Math.round(score * 1000) / 1000
}

/** colourOf is the band of a score: the first that begins below it. */
export function colourOf(method: Method, score: number): Method['bands'][number] | undefined {
  return method.bands.find(b => score > b.over) ?? method.bands.at(-1)
}
