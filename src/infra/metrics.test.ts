import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { createMetrics } from '#infra/metrics.ts'

test('Requests are counted by the template of their route, so that ids make no new series', async () => {
  const metrics = createMetrics()
  const http = Fastify()
  http.addHook('onResponse', async (request, reply) => metrics.observeRequest(request, reply))
  http.get('/documents/:id', async () => 'x')

  for (let n = 0; n < 100; n++) await http.inject(`/documents/${n}`)
  for (let n = 0; n < 100; n++) await http.inject(`/nowhere/${n}`)

  const { body } = await metrics.text()
  expect(body).toContain(
    'http_request_duration_seconds_count{method="GET",route="/documents/:id",status="200"} 100',
  )
  expect(body).toContain('http_request_duration_seconds_count{method="GET",route="unknown",status="404"} 100')
  expect(body).not.toContain('/documents/7')
})

test('The scrape shows pools, jobs, the cache and the process', async () => {
  const metrics = createMetrics()
  metrics.watchPool('web', () => ({ busy: 3, idle: 7, waiting: 1 }))
  metrics.watchPool('worker', () => ({ busy: 0, idle: 2, waiting: 0 }))
  metrics.watchQueue(async () => ({ waiting: 12, oldest_seconds: 4.5 }))
  metrics.observeJob('documents.read_text', 'done', 0.3)
  metrics.observeJob('documents.read_text', 'failed', 2)
  metrics.observeCache('doc', 'hit')

  const { content_type, body } = await metrics.text()

  expect(content_type).toMatch(/^text\/plain/)
  for (const line of [
    'database_connections{pool="web",state="waiting"} 1',
    'database_connections{pool="worker",state="idle"} 2',
    'jobs_waiting 12',
    'jobs_oldest_seconds 4.5',
    'job_duration_seconds_count{task="documents.read_text",outcome="failed"} 1',
    'cache_reads_total{pattern="doc",outcome="hit"} 1',
    'process_cpu_user_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
  ]) {
    expect(body).toContain(line)
  }
})

test('The scrape works when the database, which has the queue, is down', async () => {
  const metrics = createMetrics()
  metrics.watchQueue(() => Promise.reject(new Error('down')))

  expect((await metrics.text()).body).toMatch(/jobs_waiting Nan.*jobs_oldest_seconds Nan/s)
})

test('The dashboard uses only metrics that the product has', async () => {
  const metrics = createMetrics()
  metrics.watchQueue(async () => ({ waiting: 0, oldest_seconds: 0 }))
  const dashboard = readFileSync('deploy/grafana/deedline.json', 'utf8')
  const asked = dashboard.match(/\b(http|job|jobs|cache|database|nodejs|process)_\w+/g) ?? []

  const { body } = await metrics.text()

  const told = new Set([...body.matchAll(/^# TYPE (\w+)/gm)].map((line) => line[1]))
  const unknown = asked.filter(
    (name) => !told.has(name.replace(/_(count|bucket|sum)$/, '')) && !told.has(name),
  )
  expect(asked.length).toBeGreaterThan(9)
  expect(unknown).toEqual([])
})

test('Two applications in one process keep their counts apart', async () => {
  const [one, two] = [createMetrics(), createMetrics()]

  one.observeCache('doc', 'hit')

  expect((await one.text()).body).toContain('cache_reads_total{pattern="doc",outcome="hit"} 1')
  expect((await two.text()).body).not.toContain('outcome="hit"')
})
