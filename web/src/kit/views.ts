// Named filters of a ledger. What a browser remembers is trusted no further than its shape.

export interface SavedView {
  name: string
  address: string
}

const limit = 12

/** keep puts a named view first; the same name is replaced, not doubled. */
export function keep(list: SavedView[], name: string, address: string): SavedView[] {
  const clean = name.trim().slice(0, 24)
  if (!clean) return list
  return [{ name: clean, address }, ...list.filter(v => v.name !== clean)].slice(0, limit)
}

/** readViews takes what leads to the ledger at root and nothing else. */
export function readViews(text: string | null, root: string): SavedView[] {
  try {
    const raw: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(raw)) return []
    return raw.filter((v): v is SavedView => isView(v, root)).slice(0, limit)
  } catch {
    return []
  }
}

function isView(v: unknown, root: string): boolean {
  if (typeof v !== 'object' || v === null) return false
  const { name, address } = v as Record<string, unknown>
  return typeof name === 'string' && typeof address === 'string' && (address === root || address.startsWith(`${root}?`))
}
