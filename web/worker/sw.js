// The field shell's service worker: the shell and every screen of it are on the phone after the first visit. It keeps
// files of this build only and never an answer of the county: what belongs to the county lives in the phone's store.
// scripts/worker.mjs fills in the build's files.

const build = '__BUILD__'
const files = __FILES__
const shell = '/m/'

self.addEventListener('install', event => {
  event.waitUntil(caches.open(build).then(cache => cache.addAll(files.map(f => new Request(f, { cache: 'no-cache' })))))
})

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(names.filter(n => n.startsWith('anlan-') && n !== build).map(n => caches.delete(n))))
      .then(() => self.clients.claim()),
  )
})

// A new build waits until the person says so: a screen half filled in is not pulled away.
self.addEventListener('message', event => {
  if (event.data === 'take over') self.skipWaiting()
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && (url.pathname === '/m' || url.pathname.startsWith(shell))) {
    event.respondWith(kept(shell, request))
    return
  }
  if (files.includes(url.pathname)) event.respondWith(kept(url.pathname, request))
})

async function kept(name, request) {
  const cache = await caches.open(build)
  return (await cache.match(name)) ?? fetch(request)
}
