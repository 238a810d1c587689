import type { Page } from 'playwright-core'

/** A photograph that nothing else looks like, made by the page itself. */
export async function photo(page: Page, seed: number): Promise<Buffer> {
  const data = await page.evaluate(async n => {
    const canvas = document.createElement('canvas')
    canvas.width = 1200
    canvas.height = 900
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    for (let i = 0; i < 400; i++) {
      const r = Math.abs(Math.sin(n * 97 + i * 13))
      pen.fillStyle = `hsl(${(n * 53 + i * 29) % 360} 60% ${20 + r * 60}%)`
      pen.fillRect((i * 71 * (n + 1)) % 1200, (i * 43 * (n + 2)) % 900, 40 + r * 200, 30 + r * 150)
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? ''
  }, seed)
  return Buffer.from(data, 'base64')
}
