import { sha256 } from './hash'
import type { Point } from './place'

// A picture of evidence is stamped in a band below it, never over its subject; the original is kept beside it, and the
// band carries the end of the original's hash.

/** The longer side of what is sent, in pixels: about 250 KB. */
const longest = 1600
const quality = 0.82

/** The county takes no larger file. */
export const largest = 20 * 1024 * 1024

export interface Stamp {
  /** County time in words, and whether it was measured. */
  time: string
  calibrated: boolean
  place: string
  who: string
  point?: Point
  /** Chosen from the gallery instead of taken here. */
  gallery: boolean
}

export interface Picture {
  /** What is sent and shown: scaled down, with the band. */
  blob: Blob
  hash: string
  original: Blob
  originalHash: string
  width: number
  height: number
}

export type Refused = 'tooLarge' | 'broken'

export class PictureRefused extends Error {
  constructor(readonly why: Refused) {
    super(why)
  }
}

export interface StampWords {
  uncalibrated: string
  gallery: string
}

/** take scales a picture down, stamps it and takes the fingerprints of both. */
export async function take(file: Blob, stamp: Stamp, words: StampWords): Promise<Picture> {
  if (file.size > largest) throw new PictureRefused('tooLarge')
  const originalHash = await sha256(file)
  const canvas = await draw(file, lines(stamp, originalHash, words))
  const blob = await jpeg(canvas)
  return { blob, hash: await sha256(blob), original: file, originalHash, width: canvas.width, height: canvas.height }
}

/** lines are what the band says. */
export function lines(s: Stamp, hash: string, words: StampWords): string[] {
  const where = s.point ? `${s.point.lat.toFixed(5)}N ${s.point.lon.toFixed(5)}E ±${s.point.accuracy}m` : ''
  const flags = [s.calibrated ? '' : words.uncalibrated, s.gallery ? words.gallery : '']
  return [
    [s.time, ...flags].filter(Boolean).join('  '),
    [s.place, where].filter(Boolean).join('  '),
    `${s.who}  #${hash.slice(-6).toUpperCase()}`,
  ].filter(l => l.trim() !== '')
}

async function draw(file: Blob, text: string[]): Promise<HTMLCanvasElement> {
  const image = await decode(file)
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const [width, height] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))]
  const size = Math.max(14, Math.round(width / 38))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height + Math.round(size * (text.length * 1.5 + 0.8))
  const pen = canvas.getContext('2d')
  if (!pen) throw new PictureRefused('broken')
  pen.fillStyle = '#101828'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, width, height)
  pen.fillStyle = '#ffffff'
  pen.font = `${size}px "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Noto Sans CJK SC",system-ui,sans-serif`
  pen.textBaseline = 'top'
  for (const [i, line] of text.entries()) {
    pen.fillText(line, size * 0.8, height + size * (0.6 + i * 1.5), width - size * 1.6)
  }
  if ('close' in image) image.close()
  return canvas
}

/** decode unfolds a picture upright. Where the browser can, it is made smaller while unfolding: phones have little memory. */
async function decode(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    if ('createImageBitmap' in window) return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    // Old browsers do not know the option; the element below turns pictures by itself.
  }
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    if (image.width === 0) throw new PictureRefused('broken')
    return image
  } catch {
    throw new PictureRefused('broken')
  } finally {
    URL.revokeObjectURL(url)
  }
}

function jpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(b => (b ? resolve(b) : reject(new PictureRefused('broken'))), 'image/jpeg', quality),
  )
}
