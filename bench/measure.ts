import autocannon from 'autocannon'

/** One line of the table. `limit` is what the same machine does in the same run with nothing of ours in between. */
export type Result = {
  scenario: string
  target: string
  rate: number | null
  p50_ms: number | null
  p95_ms: number | null
  limit: number | null
  limit_of: string
  failures: number
}

export type Timing = { rate: number; p50_ms: number; p95_ms: number; failures: number }
export type Call = {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

const WINDOWS = 3
/** Until a server that has just started runs compiled code. */
const WARM_UP_WINDOWS = 4
const WINDOW_SECONDS = 2

/** Calls over keep-alive connections: windows to warm up, then three; the rate is that of the middle one. */
export async function hammer(url: string, connections: number, next: () => Call): Promise<Timing> {
  for (let i = 0; i < WARM_UP_WINDOWS; i++) await window(url, connections, next)
  const windows: Awaited<ReturnType<typeof window>>[] = []
  for (let i = 0; i < WINDOWS; i++) windows.push(await window(url, connections, next))
  const times = windows.flatMap((each) => each.times).sort((a, b) => a - b)
  return {
    rate: median(windows.map((each) => each.times.length / each.seconds)),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
    failures: windows.reduce((sum, each) => sum + each.failures, 0),
  }
}

async function window(url: string, connections: number, next: () => Call) {
  const times: number[] = []
  let failures = 0
  const started = performance.now()
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        duration: WINDOW_SECONDS,
        timeout: 30,
        requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
      },
      (error) => (error ? reject(error) : resolve()),
    )
    run.on('response', (_client, status, _bytes, ms) => {
      if (status >= 200 && status < 300) times.push(ms)
      else failures += 1
    })
  })
  return { times, failures, seconds: (performance.now() - started) / 1000 }
}

/** How often `once` can be done in a second by so many at a time. */
export async function loop(concurrency: number, once: (i: number) => Promise<unknown>): Promise<number> {
  const rates: number[] = []
  let i = 0
  for (let round = 0; round < WINDOWS; round++) {
    const started = performance.now()
    let done = 0
    const worker = async () => {
      while (performance.now() - started < WINDOW_SECONDS * 1000) {
        await once(i++)
        done += 1
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
    rates.push(done / ((performance.now() - started) / 1000))
  }
  return median(rates)
}

export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
