import type { FeatureLike } from 'ol/Feature'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import RegularShape from 'ol/style/RegularShape'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import { levelOf } from './data'

// A grade is never told by colour alone: each has a shape, a numeral, a pattern for areas and dashes for lines, so that
// the sheet is legible in black and white.

type Draw = (g: CanvasRenderingContext2D) => void

const lines =
  (...paths: [number, number, number, number][]): Draw =>
  g => {
    g.beginPath()
    for (const [x0, y0, x1, y1] of paths) {
      g.moveTo(x0, y0)
      g.lineTo(x1, y1)
    }
    g.stroke()
  }

interface Look {
  numeral: string
  dash: number[]
  width: number
  draw: Draw
}

const unrated: Look = { numeral: '–', dash: [2, 4], width: 2, draw: () => {} }
const looks: Record<1 | 2 | 3 | 4, Look> = {
  1: { numeral: 'Ⅰ', dash: [], width: 5, draw: lines([0, 10, 10, 0], [0, 0, 10, 10]) },
  2: { numeral: 'Ⅱ', dash: [14, 5], width: 4, draw: lines([0, 10, 10, 0], [-5, 5, 5, -5], [5, 15, 15, 5]) },
  3: { numeral: 'Ⅲ', dash: [8, 5], width: 3, draw: g => g.fillRect(4, 4, 2.5, 2.5) },
  4: { numeral: 'Ⅳ', dash: [2, 5], width: 3, draw: lines([0, 5, 10, 5]) },
}

/** styleOf reads the tokens where the map stands, so that light, dark and print agree with everything around it. */
export function styleOf(place: HTMLElement): (feature: FeatureLike, resolution: number) => Style[] {
  const css = getComputedStyle(place)
  const token = (name: string) => css.getPropertyValue(`--${name}`).trim()
  const ground = token('ground')
  const label = (text: string, size: number, ink: string, edge: string, offsetY = 0, offsetX = 0) =>
    new Text({
      text,
      font: `600 ${size}px ${css.fontFamily}`,
      offsetY,
      offsetX,
      overflow: true,
      fill: new Fill({ color: ink }),
      stroke: new Stroke({ color: edge, width: 3 }),
    })
  const fills = new Map<number, string | CanvasPattern>()
  const fillOf = (n: number, look: Look, ink: string) => {
    const known = fills.get(n) ?? pattern(ground, ink, look.draw) ?? ground
    fills.set(n, known)
    return known
  }
  return (feature, resolution) => {
    const level = levelOf(feature.get('colour') as string)
    const look = level ? looks[level] : unrated
    const ink = level ? token(`level-${level}`) : token('ink-3')
    const n = level ?? 5
    const stroke = new Stroke({ color: ink, width: look.width, lineDash: look.dash })
    if (feature.get('cluster')) {
      const total = feature.get('total') as number
      const image = new CircleStyle({
        radius: 15 + Math.min(18, Math.log10(total + 1) * 5),
        fill: new Fill({ color: ground }),
        stroke,
      })
      const text = label(`${look.numeral}\n${short(total)}`, 12, token('ink-1'), ground)
      return [new Style({ image, text, zIndex: 10 - n })]
    }
    const name = resolution < 12 ? (feature.get('name') as string) : ''
    if (feature.getGeometry()?.getType() === 'Point') {
      const on = level ? token(`level-${level}-on`) : ground
      const east = ((feature.get('nth') as number) ?? 0) * 24
      return [
        new Style({
          image: glyph(n, ink, ground, east),
          text: label(look.numeral, 10, on, ink, 0, east),
          zIndex: 20 - n,
        }),
        new Style({ text: label(name, 12, token('ink-1'), ground, 22 + east, east) }),
      ]
    }
    const text = label(`${look.numeral} ${name}`.trim(), 12, token('ink-1'), ground)
    return [new Style({ fill: new Fill({ color: fillOf(n, look, ink) }), stroke, text })]
  }
}

const short = (n: number) => (n >= 10_000 ? `${Math.round(n / 1000)}k` : String(n))

/** Octagon, diamond, triangle, circle; a square where nobody has rated it. */
function glyph(n: number, ink: string, edge: string, east: number) {
  const displacement = [east, 0]
  const fill = new Fill({ color: ink })
  const stroke = new Stroke({ color: edge, width: 2 })
  switch (n) {
    case 1:
      return new RegularShape({ points: 8, radius: 13, angle: Math.PI / 8, fill, stroke, displacement })
    case 2:
      return new RegularShape({ points: 4, radius: 13, fill, stroke, displacement })
    case 3:
      return new RegularShape({ points: 3, radius: 15, fill, stroke, displacement })
    case 4:
      return new CircleStyle({ radius: 10, fill, stroke, displacement })
    default:
      return new RegularShape({ points: 4, radius: 12, angle: Math.PI / 4, fill, stroke, displacement })
  }
}

function pattern(ground: string, ink: string, draw: Draw): CanvasPattern | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = 10
  canvas.height = 10
  const g = canvas.getContext('2d')
  if (!g) return undefined
  g.globalAlpha = 0.35
  g.fillStyle = ground
  g.fillRect(0, 0, 10, 10)
  g.globalAlpha = 0.9
  g.strokeStyle = ink
  g.fillStyle = ink
  g.lineWidth = 1.2
  draw(g)
  return g.createPattern(canvas, 'repeat') ?? undefined
}
