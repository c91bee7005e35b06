// Opens the application while the server can't be reached. It keeps the application's own files and nobody's data:
// pages are asked of the network first, files with a hash in their name never change.

const CACHE = 'deedline-1'
const SHELL = '/'
const NOT_OURS = /^\/(api|socket\.io|docs|healthz|readyz|metrics)(\/|$)/
/** What a proxy answers for a server that is away. */
const AWAY = [502, 503, 504]

self.addEventListener('install', (event) => event.waitUntil(install()))

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()))
})

/** A page that was loaded before there was a worker says which files it came with. */
self.addEventListener('message', (event) => {
  event.waitUntil(keepAssets(event.data.assets))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || NOT_OURS.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(answerPage(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(answerAsset(event))
})

async function install() {
  const page = await fetch(SHELL)
  if (page.ok) await keepAssets(await keepShell(page))
  await self.skipWaiting()
}

async function dropOldCaches() {
  const old = (await caches.keys()).filter((name) => name.startsWith('deedline-') && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function answerPage(request) {
  const answer = await fetch(request).catch((error) => error)
  if (answer instanceof Error || AWAY.includes(answer.status)) {
    const shell = await (await caches.open(CACHE)).match(SHELL)
    if (shell) return shell
    if (answer instanceof Error) throw answer
  }
  // Keeping it may fail, on a full disk for one; the page is shown all the same.
  else if (answer.ok) await keepShell(answer.clone()).catch(console.warn)
  return answer
}

/** One of another deployment names other files, so what was kept of the last goes. The address it came from is not kept. */
async function keepShell(answer) {
  const page = await answer.text()
  const assets = page.match(/\/assets\/[^"']+/g)
  if (!assets) return []
  const kept = await (await caches.open(CACHE)).match(SHELL)
  if (kept && (await kept.text()) === page) return assets
  await caches.delete(CACHE)
  await (await caches.open(CACHE)).put(SHELL, new Response(page, { headers: answer.headers }))
  return assets
}

async function keepAssets(paths) {
  const cache = await caches.open(CACHE)
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  await cache.addAll(paths.filter((path) => !kept.includes(path)))
}

async function answerAsset(event) {
  const { url } = event.request
  const cache = await caches.open(CACHE)
  const kept = await cache.match(url, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(event.request)
  if (answer.ok) event.waitUntil(cache.put(url, answer.clone()).catch(console.warn))
  return answer
}
