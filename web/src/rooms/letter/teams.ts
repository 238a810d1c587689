import type { Row, Team } from './data'

/** How many letters are listed one by one; all that are found can be taken at once. */
export const shownMost = 50

/** Which other team checks a letter already; -1: none. */
export const teamOf = (teams: Team[], letter: string, at: number): number =>
  teams.findIndex((x, i) => i !== at && x.letters.includes(letter))

/** The letters whose unit or number holds the words; only those of no team, where that is asked. */
export function chosen(rows: Row[], teams: Team[], find: string, free: boolean): Row[] {
  const words = find.trim().toLowerCase()
  const taken = new Set(free ? teams.flatMap(x => x.letters) : [])
  return rows.filter(l => !taken.has(l.id) && `${l.signer.name} ${l.number}`.toLowerCase().includes(words))
}
