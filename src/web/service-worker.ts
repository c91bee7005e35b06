/**
 * Has the browser keep the application, so that it opens while the server can't be reached. Browsers allow it over TLS
 * and on localhost. Without it everything works as before, online.
 */
export async function keepApplication(): Promise<void> {
  const workers = navigator.serviceWorker
  if (!workers || import.meta.env.DEV) return
  // Files that came before the worker did: the entry is in the page that the worker reads, the rest only here.
  workers.addEventListener('controllerchange', () =>
    workers.controller?.postMessage({ assets: loadedAssets() }),
  )
  await workers.register('/service-worker.js')
}

function loadedAssets(): string[] {
  const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return [...new Set(paths.filter((path) => path.startsWith('/assets/')))]
}
