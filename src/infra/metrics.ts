import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Cache } from '#infra/cache/cache.ts'

export type Metrics = {
  /** For `onResponse`: counts and times the request by its route template, never by its URL. */
  observeRequest: (request: FastifyRequest, reply: FastifyReply) => void
  observeJob: (task: string, outcome: 'done' | 'failed', seconds: number) => void
  observeCache: NonNullable<Cache['observe']>
  /** Called at each scrape. */
  watchPool: (name: string, read: () => { busy: number; idle: number; waiting: number }) => void
  /** Called at each scrape: the number of jobs waiting, and how long the oldest has been due. */
  watchQueue: (read: () => Promise<{ waiting: number; oldest_seconds: number }>) => void
  /** The text that Prometheus scrapes. */
  text: () => Promise<{ content_type: string; body: string }>
}

/** The counters of one process; Prometheus sums them over the processes. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10], // includes the targets: 0.1, 0.2, 0.5, 1, 5 s
    registers: [registry],
  })
  const jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time that a job took',
    labelNames: ['task', 'outcome'] as const,
    buckets: [0.01, 0.1, 0.5, 1, 5, 30, 60, 300],
    registers: [registry],
  })
  const cache = new Counter({
    name: 'cache_reads_total',
    help: 'Reads through the cache by what came of them',
    labelNames: ['pattern', 'outcome'] as const,
    registers: [registry],
  })
  return {
    observeRequest: (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown'
      requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    },
    observeJob: (task, outcome, seconds) => jobs.observe({ task, outcome }, seconds),
    observeCache: (pattern, outcome) => cache.inc({ pattern, outcome }),
    watchPool: poolGauge(registry),
    watchQueue: (read) => watchQueue(registry, read),
    text: async () => ({ content_type: registry.contentType, body: await registry.metrics() }),
  }
}

function poolGauge(registry: Registry): Metrics['watchPool'] {
  const pools = new Map<string, Parameters<Metrics['watchPool']>[1]>()
  new Gauge({
    name: 'database_connections',
    help: 'Connections of each pool, and queries that wait for one',
    labelNames: ['pool', 'state'] as const,
    registers: [registry],
    collect() {
      for (const [pool, read] of pools) {
        for (const [state, count] of Object.entries(read())) this.set({ pool, state }, count)
      }
    },
  })
  return (name, read) => {
    pools.set(name, read)
  }
}

function watchQueue(registry: Registry, read: Parameters<Metrics['watchQueue']>[0]): void {
  const unknown = { waiting: Number.NaN, oldest_seconds: Number.NaN }
  let reading = Promise.resolve(unknown) // one query per scrape serves both gauges
  new Gauge({
    name: 'jobs_waiting',
    help: 'Jobs that are due and have not begun',
    registers: [registry],
    async collect() {
      reading = read().catch(() => unknown) // the database is down: the other metrics matter even more
      this.set((await reading).waiting)
    },
  })
  new Gauge({
    name: 'jobs_oldest_seconds',
    help: 'How long the oldest waiting job has been due',
    registers: [registry],
    async collect() {
      this.set((await reading).oldest_seconds)
    },
  })
}
