import type { FeatureLike } from 'ol/Feature'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import { type Lamp, lampOf } from './tiles'
import type { Tile } from './types'

/** styleOf reads the tokens where the map stands, so that light, dark and print agree with everything around it. */
export function styleOf(place: HTMLElement): (feature: FeatureLike) => Style {
  const token = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`).trim()
  const ground = token('ground')
  const edge: Record<Lamp, string> = {
    overdue: token('bad-line'),
    soon: token('warn'),
    normal: token('brand-line'),
    none: token('line'),
  }
  const fill: Record<Lamp, string | CanvasPattern> = {
    overdue: pattern(ground, token('ink-3'), hatch) ?? ground,
    soon: pattern(ground, token('warn'), dots) ?? ground,
    normal: token('brand-soft'),
    none: token('sunken'),
  }
  return feature => {
    const lamp = lampOf(feature.get('tile') as Tile)
    return new Style({
      fill: new Fill({ color: fill[lamp] }),
      stroke: new Stroke({
        color: edge[lamp],
        width: lamp === 'overdue' ? 3 : 1.5,
        lineDash: lamp === 'none' ? [4, 4] : undefined,
      }),
      text: new Text({
        text: feature.get('words') as string,
        font: `600 13px ${getComputedStyle(place).fontFamily}`,
        fill: new Fill({ color: token('ink-1') }),
        stroke: new Stroke({ color: ground, width: 4 }),
        overflow: true,
      }),
    })
  }
}

type Draw = (g: CanvasRenderingContext2D) => void

const hatch: Draw = g => {
  g.lineWidth = 1
  g.globalAlpha = 0.4
  g.beginPath()
  for (const x of [-8, 0, 8]) {
    g.moveTo(x, 8)
    g.lineTo(x + 8, 0)
  }
  g.stroke()
}

const dots: Draw = g => {
  g.globalAlpha = 0.5
  g.beginPath()
  g.arc(4, 4, 1.3, 0, Math.PI * 2)
  g.fill()
}

function pattern(ground: string, ink: string, draw: Draw): CanvasPattern | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = 8
  canvas.height = 8
  const g = canvas.getContext('2d')
  if (!g) return undefined
  g.fillStyle = ground
  g.fillRect(0, 0, 8, 8)
  g.strokeStyle = ink
  g.fillStyle = ink
  draw(g)
  return g.createPattern(canvas, 'repeat') ?? undefined
}
