import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Logger, runOnce } from 'graphile-worker'
import pino from 'pino'
import { afterAll, beforeAll, inject } from 'vitest'
import { createApi } from '#app/api.ts'
import { domains } from '#app/domains.ts'
import { type Machines, outboxOf, reachMachines } from '#app/machines.ts'
import { connect, type Deedline } from '#client/client.ts'
import { type Config, readConfig } from '#infra/config.ts'
import type { Domain } from '#infra/domain.ts'
import { readOnce } from '#infra/facts/reader.ts'
import { taskList } from '#infra/jobs/tasks.ts'
import { listOutbox, type OutboxMessage, readOutbox } from '#infra/mail/outbox.ts'
import type { Role } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { asAdmin, cloneTemplate, query } from '#testing/databases.ts'
import { fetchFrom } from '#testing/fetch-from.ts'
import { insertColleague, type TestPerson } from '#testing/people.ts'
import { SECRET } from '#testing/secret.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
export type Answer = { status: number; body: any; headers: Record<string, unknown>; raw: Buffer }

/** What is not below `/api/v1`. */
const OUTSIDE = /^\/(api\/v1|mcp|oauth|\.well-known)(\/|$)/
const QUIET = new Logger(() => () => {})

/** The real API on a real database of its own. Nothing is faked: mail goes to the catcher, files to a directory. */
export function testApp(settings: Partial<Record<keyof Config, string>> = {}, product: Domain[] = domains) {
  const name = `t_${newId().replaceAll('-', '')}`
  const folder = mkdtempSync(join(tmpdir(), 'deedline-test-'))
  let url = ''
  let machines: Machines
  let api: FastifyInstance

  beforeAll(async () => {
    url = await cloneTemplate(inject('server'), name)
    const config = readConfig({
      DEEDLINE_ENV: 'test',
      DATA_DIR: folder,
      DEEDLINE_SECRET: SECRET,
      LOG_LEVEL: 'error',
      DATABASE_POOL_SIZE: '5',
      DATABASE_POOL_SIZE_WORKER: '2',
      ...settings,
    })
    machines = await reachMachines(config, pino({ level: config.LOG_LEVEL }), url, null, product)
    api = await createApi(machines.infra, product)
    await api.ready()
  })
  afterAll(async () => {
    await api?.close()
    await machines?.close()
    await asAdmin(inject('server'), `drop database if exists ${name} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  })

  const send = async (
    person: TestPerson | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const options: InjectOptions = {
      method: method as NonNullable<InjectOptions['method']>,
      url: OUTSIDE.test(path) ? path : `/api/v1${path}`,
      headers: {
        ...(person
          ? { authorization: `Bearer ${person.token}`, 'x-organization-id': person.organization_id }
          : {}),
        ...headers,
      },
    }
    if (body !== undefined) options.payload = body as NonNullable<InjectOptions['payload']>
    const reply = await api.inject(options)
    const json = /json/.test(String(reply.headers['content-type']))
    return {
      status: reply.statusCode,
      body: json ? reply.json() : reply.body,
      headers: reply.headers,
      raw: reply.rawPayload,
    }
  }

  return {
    send,
    /** The typed client, as this person. */
    connect: ({ token, organization_id }: Pick<TestPerson, 'token' | 'organization_id'>): Deedline =>
      connect({ url: 'http://deedline.test', api_key: token, organization_id, fetch: fetchFrom(api) }),
    api: () => api,
    infra: () => machines.infra,
    url: () => url,
    /** A member of a new organization, or of the same one as a colleague. */
    newPerson: (role: Role = 'agent', colleague?: TestPerson) =>
      insertColleague(machines.infra, role, colleague),
    /** Does everything that is in the queue, and what that puts into it. */
    async runJobs(): Promise<void> {
      await runOnce({
        connectionString: url,
        taskList: taskList(
          machines.infra,
          product.flatMap((domain) => domain.jobs ?? []),
        ),
        noHandleSignals: true,
        logger: QUIET,
      })
      const failed = await query(
        url,
        'select task_identifier, last_error from graphile_worker.jobs where last_error is not null',
      )
      if (failed.length > 0)
        throw new Error(failed.map((job) => `${job.task_identifier}: ${job.last_error}`).join('\n'))
    },
    /** Has every reader of the feed read what there is. Transactions that still run elsewhere hold it back. */
    async readFeed(): Promise<void> {
      for (const reader of product.flatMap(({ readers }) => readers ?? []))
        while ((await readOnce(machines.infra, reader)) > 0);
    },
    /** The newest mail to an address. */
    async mailTo(email: string): Promise<OutboxMessage> {
      const dir = outboxOf(machines.infra.config)
      const { items } = await listOutbox(dir, { limit: 100 })
      const entry = items.find((item) => item.to.includes(email))
      if (!entry) throw new Error(`No mail to ${email}`)
      return readOutbox(dir, entry.id)
    },
    /** Rows as the owner sees them. */
    query: (text: string) => query(url, text),
    /** Statements as the owner, for what no request can do. */
    asOwner: (...statements: string[]) => asAdmin(url, ...statements),
  }
}
