import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { isCode, readPayload, strange, typed } from './code'
import { read } from './decode'

/** A picture of a code: each square so many pixels, on white, with noise as a cheap camera has it. */
function picture(text: string, pixels: number, noise = 0) {
  const squares = encodeQR(text, 'raw')
  const edge = 4
  const side = (squares.length + 2 * edge) * pixels
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = squares[Math.floor(y / pixels) - edge]?.[Math.floor(x / pixels) - edge]
      const shade = (dark ? 30 : 225) + noise * Math.sin(x * 12.9898 + y * 78.233)
      data.fill(shade, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { width: side, height: side, data }
}

const payload = 'https://anlan.example/q/7EYRTAN72S?n=%E7%89%9B%E5%A4%B4%E6%B2%B3%E5%8A%A0%E6%B2%B9%E7%AB%99'

describe('a label', () => {
  it.each([
    [3, 0],
    [5, 25],
    [9, 40],
  ])('is read from a picture with squares of %i pixels and noise of %i', (pixels, noise) => {
    const text = read(decodeQR, picture(payload, pixels, noise))
    expect(readPayload(text ?? '')).toEqual({ code: '7EYRTAN72S', name: '牛头河加油站' })
  })
  it('is not seen where there is none', () => {
    expect(
      read(decodeQR, { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(200) }),
    ).toBeUndefined()
  })
  it.each([
    'https://elsewhere.example/pay/7EYRTAN72S',
    'https://anlan.example/q/7EYRTAN72',
    'javascript:/q/7EYRTAN72S',
    'WIFI:T:WPA;S:x;;',
    `https://anlan.example/q/7EYRTAN72S?n=${'x'.repeat(600)}`,
  ])('is nothing else: %s', text => expect(readPayload(text)).toBeUndefined())
})

describe('a code that is typed', () => {
  it('may be typed as people type', () => expect(typed(' 7eyr-tan 72s')).toBe('7EYRTAN72S'))
  it('names the letters that were misread', () => expect(strange('7EYRTAN7O1')).toEqual(['O', '1']))
  it('is checked', () => {
    expect(isCode('7EYRTAN72S')).toBe(true)
    expect(isCode('7EYRTAN72')).toBe(false)
    expect(isCode('7EYRTAN7OS')).toBe(false)
  })
})
