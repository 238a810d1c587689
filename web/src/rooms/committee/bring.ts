import { type RefObject, useEffect } from 'react'

/** useBring scrolls a pane, and nothing else, so that what is lit from the other pane can be seen. */
export function useBring(pane: RefObject<HTMLElement | null>, attribute: string, lit: string | undefined): void {
  useEffect(() => {
    if (!lit) return
    const wait = setTimeout(() => {
      const box = pane.current
      if (!box || box.matches(':hover, :focus-within')) return
      const at = box.querySelector(`[${attribute}~="${CSS.escape(lit)}"]`)
      if (at) box.scrollTop += away(box.getBoundingClientRect(), at.getBoundingClientRect())
    }, 150)
    return () => clearTimeout(wait)
  }, [pane, attribute, lit])
}

/** away is how far a pane must scroll until the stretch lies inside it. */
export function away(pane: { top: number; bottom: number }, at: { top: number; bottom: number }): number {
  const edge = 24
  if (at.top < pane.top + edge) return at.top - pane.top - edge
  if (at.bottom > pane.bottom - edge) return Math.min(at.bottom - pane.bottom + edge, at.top - pane.top - edge)
  return 0
}
