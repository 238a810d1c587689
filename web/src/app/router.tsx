import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react'

// A router small enough to read: the address is the state. Both shells share it; the field shell lives below /m.

let prefix = ''
const listeners = new Set<() => void>()

/** setBase tells the router below which path its shell is served ("" or "/m"). */
export function setBase(base: string): void {
  prefix = base
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

const here = () => window.location.pathname + window.location.search

/** navigate goes to an address inside the shell; replace leaves no step behind for the back key. Another page begins at
 * its top; the back key finds the old one where it was left. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const target = prefix + to
  const from = window.location.pathname
  if (target === here()) return
  if (options.replace) window.history.replaceState(null, '', target)
  else window.history.pushState(null, '', target)
  for (const listener of listeners) listener()
  if (window.location.pathname !== from) window.scrollTo(0, 0)
}

export interface Place {
  path: string
  search: URLSearchParams
}

export function useLocation(): Place {
  const href = useSyncExternalStore(subscribe, here)
  return useMemo(() => {
    const [pathname = '/', query = ''] = href.split('?')
    return { path: inside(pathname), search: new URLSearchParams(query) }
  }, [href])
}

function inside(pathname: string): string {
  const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname
  return path === '' ? '/' : path
}

export type Params = Record<string, string>

/** match compares a pattern such as /units/:id with a path and returns its parameters, or nothing. */
export function match(pattern: string, path: string): Params | undefined {
  const want = pattern.split('/').filter(Boolean)
  const have = path.split('/').filter(Boolean)
  if (want.length !== have.length) return undefined
  const params: Params = {}
  for (const [i, part] of want.entries()) {
    const value = decodeURIComponent(have[i] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

export type Filters = Record<string, string>
export type Patch = Record<string, string | null | undefined>

/** useFilters reads the query of the address and changes it; empty values leave the address. */
export function useFilters(): [Filters, (patch: Patch) => void] {
  const { path, search } = useLocation()
  const filters = useMemo(() => Object.fromEntries(search) as Filters, [search])
  const change = useCallback(
    (patch: Patch) => {
      const next = new URLSearchParams(window.location.search)
      for (const [name, value] of Object.entries(patch)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      const query = next.toString()
      navigate(path + (query ? `?${query}` : ''), { replace: true })
    },
    [path],
  )
  return [filters, change]
}

/** Link is an ordinary anchor: middle click, copy and "open in a new tab" stay the browser's. */
export function Link({ to, onClick, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const go = (e: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(e)
    if (rest.target || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    navigate(to)
  }
  return <a {...rest} href={prefix + to} onClick={go} />
}

export function useTitle(title: string, county?: string): void {
  useEffect(() => {
    document.title = [title, county, '安澜'].filter(Boolean).join(' · ')
  }, [title, county])
}
