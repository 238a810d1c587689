import { uuidv7 } from '@/app/uuid'
import { headers, type Query, url } from './client'
import { offline, Problem } from './problem'

export interface Upload {
  query?: Query
  key?: string
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** upload posts one file as multipart "file" and reports the share sent; fetch cannot report that, so this is XHR. */
export function upload<T>(path: string, file: File, options: Upload = {}): Promise<T> {
  const form = new FormData()
  form.append('file', file, file.name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url(path, options.query))
    const all = headers('POST', { key: options.key ?? uuidv7(), body: form })
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value)
    request.upload.onprogress = e => e.lengthComputable && options.onProgress?.(e.loaded / e.total)
    request.onload = () => settle<T>(request, resolve, reject)
    request.onerror = () => reject(offline())
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function settle<T>(request: XMLHttpRequest, resolve: (value: T) => void, reject: (why: Problem) => void): void {
  let body: unknown
  try {
    body = JSON.parse(request.responseText)
  } catch {
    body = undefined
  }
  if (request.status < 300) {
    resolve(body as T)
    return
  }
  const wire = (body ?? {}) as { code?: string; title?: string; detail?: string }
  const code = wire.code ?? (request.status === 413 ? 'too_large' : 'refused')
  reject(new Problem(request.status, code, wire.title ?? '', wire.detail ?? ''))
}
