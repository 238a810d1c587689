import { useEffect, useLayoutEffect, useState } from 'react'
import { usePrefs } from '@/app/prefs'

/** The width in px below which every table is cards: a phone held upright. */
const narrow = 640

/** How wide a box is; one that is not shown has no width to be narrow by: it may be printed on a broad sheet. */
const wide = (box: HTMLElement | null) => box?.clientWidth || Number.POSITIVE_INFINITY

/**
 * useCards says whether a table stands as cards, one for a row: when its box is as narrow as a phone, or narrower than
 * the table with its words unbroken. The box is given to what it returns first. Another `shape` — other columns, larger
 * letters — is measured anew.
 */
export function useCards(shape: string): [(box: HTMLElement | null) => void, boolean] {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  const [need, setNeed] = useState(narrow)
  const { density } = usePrefs()
  const cards = width < need
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it measured belongs to the shape of before
  useLayoutEffect(() => setNeed(narrow), [shape, density])
  useLayoutEffect(() => {
    if (box && !cards && box.scrollWidth > box.clientWidth + 1) setNeed(box.scrollWidth)
  }) // after every drawing: rows that come later may be wider
  useLayoutEffect(() => setWidth(wide(box)), [box])
  useEffect(() => {
    if (!box) return
    const watch = new ResizeObserver(() => setWidth(wide(box)))
    watch.observe(box)
    return () => watch.disconnect()
  }, [box])
  return [setBox, cards]
}
