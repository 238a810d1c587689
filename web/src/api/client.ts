import { uuidv7 } from '@/app/uuid'
import { presence } from './attendance'
import { offline, problemFrom } from './problem'

export type Query = Record<string, string | number | boolean | undefined | null>

export interface Send {
  query?: Query
  body?: unknown
  /** One key for one intention: a retry of the same submission repeats it, and the server acts once. */
  key?: string
  signal?: AbortSignal
  /** Without an answer after so many ms the line counts as broken; in place of a signal. */
  within?: number
}

const base = '/api/v1'
let language = 'zh-CN'
let signedOut: (() => void) | undefined

/** setLanguage chooses the language of the server's sentences; the cookie says it where no header can: live events, downloads. */
export function setLanguage(lang: string): void {
  language = lang
  if (typeof document !== 'undefined') {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that counties still use
    document.cookie = `lang=${lang.slice(0, 2)}; path=/; SameSite=Lax`
  }
}

/** onSignedOut names what happens when the server no longer knows this session. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

export function url(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const tail = search.toString()
  return base + path + (tail ? `?${tail}` : '')
}

/** cameraFile is where the camera's own file behind a picture is, or the picture itself while that has not come. */
export function cameraFile(p: { hash: string; original?: string }): string {
  return p.original ? url(`/files/${p.original}`, { else: p.hash }) : url(`/files/${p.hash}`)
}

export async function send<T>(method: string, path: string, options: Send = {}): Promise<T> {
  if (!options.within) return ask(method, path, options)
  const line = new AbortController()
  const timer = setTimeout(() => line.abort(), options.within)
  try {
    return await ask(method, path, { ...options, signal: line.signal })
  } catch (error) {
    throw line.signal.aborted ? offline() : error
  } finally {
    clearTimeout(timer)
  }
}

async function ask<T>(method: string, path: string, options: Send): Promise<T> {
  const { body, signal } = options
  const init: RequestInit = { method, headers: headers(method, options), credentials: 'same-origin', signal }
  if (body !== undefined) init.body = isRaw(body) ? body : JSON.stringify(body)
  let response: Response
  try {
    response = await fetch(url(path, options.query), init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
  return answer<T>(response, path)
}

/** Bodies that go as they are: forms, and chunks of files. */
const isRaw = (body: unknown): body is FormData | Blob => body instanceof FormData || body instanceof Blob

export function headers(method: string, options: Send): Record<string, string> {
  const out: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language,
    'X-Anlan': presence(method),
  }
  if (method !== 'GET') out['Idempotency-Key'] = options.key ?? uuidv7()
  if (options.body instanceof Blob) out['Content-Type'] = 'application/octet-stream'
  else if (options.body !== undefined && !isRaw(options.body)) out['Content-Type'] = 'application/json'
  return out
}

async function answer<T>(response: Response, path: string): Promise<T> {
  if (!response.ok) {
    const problem = await problemFrom(response)
    if (problem.status === 401 && path !== '/session') signedOut?.()
    throw problem
  }
  if (response.status === 204) return undefined as T
  const type = response.headers.get('Content-Type') ?? ''
  return (type.includes('json') ? await response.json() : undefined) as T
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown, options: Omit<Send, 'body'> = {}) =>
    send<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options: Omit<Send, 'body'> = {}) =>
    send<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options: Omit<Send, 'body'> = {}) =>
    send<T>('PATCH', path, { ...options, body }),
  delete: <T>(path: string, options: Send = {}) => send<T>('DELETE', path, options),
}
