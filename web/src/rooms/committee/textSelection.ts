import { type RefObject, useEffect, useRef } from 'react'
import { runesBefore } from './runes'

// From what the mouse or the keyboard selected in the text to runes of the raw text.

/** offsetOf finds the rune at a place of the document: each piece of the text carries its own start. */
export function offsetOf(root: HTMLElement, node: Node, units: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const piece = element?.closest<HTMLElement>('[data-start]')
  if (!piece) return between(root, node, units)
  const start = Number(piece.dataset.start)
  if (node instanceof Text) return start + runesBefore(node.data, units)
  return units === 0 ? start : endOf(piece)
}

const endOf = (piece: HTMLElement) => Number(piece.dataset.start) + Array.from(piece.textContent ?? '').length

/** A whole line that is selected (three clicks) begins and ends between pieces: at the next one, or after the last. */
function between(root: HTMLElement, node: Node, units: number): number | undefined {
  const place = document.createRange()
  place.setStart(node, units)
  const pieces = [...root.querySelectorAll<HTMLElement>('[data-start]')]
  const next = pieces.find(p => place.comparePoint(p, 0) >= 0)
  const last = pieces.at(-1)
  return next ? Number(next.dataset.start) : last && endOf(last)
}

export interface Stretch {
  start: number
  end: number
}

/** selectedStretch is what is selected inside a root, or nothing. */
export function selectedStretch(root: HTMLElement | null): Stretch | undefined {
  const selection = window.getSelection()
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!root.contains(range.startContainer)) return undefined
  const start = offsetOf(root, range.startContainer, range.startOffset)
  const end = offsetOf(root, range.endContainer, range.endOffset)
  return start !== undefined && end !== undefined && start < end ? { start, end } : undefined
}

/**
 * useTouchSelection hears of what a thumb selects: it drags handles, and no button of a mouse goes up. It is not told when
 * the selection is gone, for a tap on what can be done with it takes it away too.
 */
export function useTouchSelection(root: RefObject<HTMLElement | null>, onSelect: (stretch: Stretch) => void): void {
  const latest = useRef(onSelect)
  latest.current = onSelect
  useEffect(() => {
    if (!window.matchMedia('(pointer: coarse)').matches) return
    const hear = () => {
      const found = selectedStretch(root.current)
      if (found) latest.current(found)
    }
    document.addEventListener('selectionchange', hear)
    return () => document.removeEventListener('selectionchange', hear)
  }, [root])
}
