import type { Page } from 'playwright-core'

/**
 * squeezed finds text that has too little room: an English word broken in its middle, a sentence that runs down like a
 * column of letters. What is no word may break: digests (their style breaks them anywhere), addresses, names made for machines.
 */
export function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const range = document.createRange()
    const lines = (node: Node, from: number, to: number) => {
      range.setStart(node, from)
      range.setEnd(node, to)
      return new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size
    }
    const broken = (node: Node, text: string) =>
      text.includes('://')
        ? undefined
        : [...text.matchAll(/(?<!\p{L})\p{Script=Latin}{3,18}(?!\p{L})/gu)].find(
            m => lines(node, m.index, m.index + m[0].length) > 1,
          )?.[0]
    const column = (node: Node, text: string) =>
      text.length >= 8 && lines(node, 0, text.length) * 3 > text.length && /\p{Script=Han}{8}/u.test(text)
    const found = new Set<string>()
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const owner = node.parentElement as Element
      const text = node.nodeValue ?? ''
      if (text.trim().length < 3 || !owner.checkVisibility()) continue
      const style = getComputedStyle(owner)
      if (style.wordBreak === 'break-all' || style.writingMode !== 'horizontal-tb') continue
      const word = broken(node, text)
      if (word) found.add(`"${word}" is broken in "${text.slice(0, 60)}"`)
      else if (column(node, text)) found.add(`"${text.slice(0, 60)}" has too little room`)
    }
    return [...found]
  })
}

/** flattened finds glyphs that have less than their width: a row gave its room to the words beside them. */
export function flattened(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg')].flatMap(glyph => {
      const { width, height } = glyph.getBoundingClientRect()
      const { width: w, height: h } = glyph.viewBox.baseVal ?? { width: 0, height: 0 }
      const small = w > 0 && w === h && height > 0 && height <= 48
      return small && glyph.checkVisibility() && width < height * 0.8
        ? [
            `a glyph of ${Math.round(width)} × ${Math.round(height)} beside "${glyph.parentElement?.textContent?.slice(0, 40)}"`,
          ]
        : []
    }),
  )
}
