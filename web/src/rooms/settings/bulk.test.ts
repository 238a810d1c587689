import { expect, test } from 'vitest'
import { cell, choiceBody, emptyChoice, narrows, sheetFile } from './bulk'

test('an empty form chooses nobody', () => {
  expect(narrows(emptyChoice)).toBe(false)
  expect(narrows({ ...emptyChoice, place: '620521101' })).toBe(true)
  expect(choiceBody({ ...emptyChoice, units: [{ id: 'u1', name: '红堡镇' }] })).toEqual({
    kinds: [],
    place: undefined,
    units: ['u1'],
    below: undefined,
  })
})

test('a name is no formula in the sheet', () => {
  expect(cell('=1+1')).toBe(`"'=1+1"`)
  expect(cell('他说"好"')).toBe('"他说""好"""')
  expect(cell('红堡镇')).toBe('"红堡镇"')
})

test('the sheet opens as UTF-8 with a line for each slip', async () => {
  const bytes = new Uint8Array(await sheetFile(['单位', '账号'], [['红堡镇', 'wang']]).arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe('"单位","账号"\r\n"红堡镇","wang"\r\n')
})
