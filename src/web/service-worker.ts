/**
 * Has the browser keep the application, so that it opens while the server can't be reached. Browsers allow it over TLS
 * and on localhost. Without it everything works as before, online.
 */
export async function keepApplication(): Promise<void> {
  const workers = navigator.serviceWorker
  if (!workers || import.meta.env.DEV) return
  if (!workers.controller) nameLoadedFiles(workers)
  await workers.register('/service-worker.js')
}

/**
 * On the first visit, files are asked for before there is a worker that could keep them: it is told which, also those
 * that were on their way when it took over.
 */
function nameLoadedFiles(workers: ServiceWorkerContainer): void {
  let named = 0
  const name = () => {
    const assets = loadedAssets()
    if (!workers.controller || assets.length === named) return
    named = assets.length
    workers.controller.postMessage({ assets })
  }
  workers.addEventListener('controllerchange', name)
  new PerformanceObserver(name).observe({ type: 'resource' })
}

function loadedAssets(): string[] {
  const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return [...new Set(paths.filter((path) => path.startsWith('/assets/')))]
}
