import { expect, test } from 'vitest'
import type { Row, Team } from './data'
import { chosen, teamOf } from './teams'

const row = (id: string, name: string) => ({ id, number: `责〔2026〕${id}号`, signer: { name } }) as unknown as Row
const rows = [row('1', '清水酒厂'), row('2', '永清煤矿'), row('3', '清水煤矿')]
const teams: Team[] = [
  { name: '一组', posts: [], letters: ['1'] },
  { name: '二组', posts: [], letters: ['2'] },
]

test('letters are found by unit or number, and those of no team alone', () => {
  const ids = (find: string, free: boolean) => chosen(rows, teams, find, free).map(l => l.id)
  expect(ids('', false)).toEqual(['1', '2', '3'])
  expect(ids(' 煤矿 ', false)).toEqual(['2', '3'])
  expect(ids('〕3号', false)).toEqual(['3'])
  expect(ids('', true)).toEqual(['3'])
  expect(ids('酒厂', true)).toEqual([])
})

test('a letter of another team is known as such, its own is not', () => {
  expect(teamOf(teams, '1', 1)).toBe(0)
  expect(teamOf(teams, '1', 0)).toBe(-1)
  expect(teamOf(teams, '3', 0)).toBe(-1)
})
