import { useSyncExternalStore } from 'react'

// The service worker keeps the shell on the phone. Where a browser has none (some web-views), the screens say so.

let waiting: ServiceWorker | undefined
const listeners = new Set<() => void>()

/** Whether this browser can start the field shell without a network. */
export const canStartOffline = (): boolean => 'serviceWorker' in navigator && window.isSecureContext

export function registerWorker(): void {
  if (!canStartOffline() || import.meta.env.DEV) return
  void navigator.serviceWorker.register('/sw.js', { scope: '/m/' }).then(watch, () => undefined)
  let reloaded = false
  const first = !navigator.serviceWorker.controller
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (first || reloaded) return // the first worker takes over a page that is already of its build
    reloaded = true
    window.location.reload()
  })
}

function watch(registration: ServiceWorkerRegistration): void {
  const found = () => {
    waiting = registration.waiting ?? undefined
    for (const listener of listeners) listener()
  }
  found()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', found))
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** useNewBuild returns what installs a newer build of the shell, when one has come. */
export function useNewBuild(): (() => void) | undefined {
  const worker = useSyncExternalStore(listen, () => waiting)
  const controlled = 'serviceWorker' in navigator && navigator.serviceWorker.controller
  return worker && controlled ? () => worker.postMessage('take over') : undefined
}
