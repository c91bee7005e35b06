import type { FastifyInstance } from 'fastify'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import { listVisibleIds } from '#domains/documents/queries.ts'
import { identifyToken } from '#domains/identity/identify.ts'
import { endOfFeed, type FedFact, type FeedCursor, readFeed } from '#infra/feed.ts'
import type { Infra } from '#infra/infra.ts'
import { listen } from '#infra/listen.ts'
import { readAs, withWorker } from '#infra/postgres.ts'
import { type Actor, may } from '#lib/actor.ts'

const Handshake = z.object({ token: z.string().max(4000), organization_id: z.uuid().optional() })
const BATCH = 500
/** A fact is readable once every older transaction has ended; until then we look again so often. */
const AGAIN_MS = 100
const PATIENCE_MS = 5_000

/** What a socket is told: enough to know what to load again, and nothing that loading would not show. */
type Heard = Pick<FedFact, 'id' | 'name' | 'subject_type' | 'subject_id' | 'created_at'>

/**
 * Tells the people who are looking what has happened, from the facts alone. Every process reads the feed itself and
 * tells only its own sockets, so any number of processes needs nothing between them. Before a fact is told, the
 * database is asked, as the person, whether he sees what it is about.
 */
export async function openSockets(
  http: FastifyInstance,
  infra: Infra,
  database_url: string,
): Promise<{ close: () => Promise<void> }> {
  const io = new Server(http.server, {
    serveClient: false,
    maxHttpBufferSize: 10_000,
    transports: ['websocket'],
  })
  io.use(async (socket, next) => {
    try {
      const { token, organization_id } = Handshake.parse(socket.handshake.auth)
      socket.data.actor = await identifyToken(infra, token, organization_id)
      socket.data.token = token
      next()
    } catch {
      next(new Error('unauthenticated'))
    }
  })
  const feed = await followFeed(infra, (facts) => tellAll(io, infra, facts))
  const recheck = (key: string) =>
    recheckSockets(io, infra, key).catch((err) => infra.log.error({ err }, 'sockets could not be rechecked'))
  const listener = await listen(database_url, { facts: feed.wake, cache_invalidate: recheck }, () => {
    feed.wake()
    recheck('session:')
  })
  return {
    close: async () => {
      await listener.stop()
      await feed.stop()
      // Not io.close(): it would wait for every other connection of the server, which is closed by its owner.
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}

const actorOf = (socket: { data: { actor?: Actor } }) => socket.data.actor as Actor

async function tellAll(io: Server, infra: Infra, facts: FedFact[]): Promise<void> {
  const sockets = [...io.sockets.sockets.values()]
  const listeners = Map.groupBy(
    sockets,
    (socket) => `${actorOf(socket).organization_id}:${actorOf(socket).user_id}`,
  )
  const byOrganization = Map.groupBy(facts, (fact) => fact.organization_id)
  for (const group of listeners.values()) {
    const [first] = group
    const actor = first && actorOf(first)
    const own = actor && byOrganization.get(actor.organization_id)
    if (!own) continue
    const heard = await whatTheyMayHear(infra, actor, own)
    if (heard.length > 0) for (const socket of group) socket.emit('facts', heard)
  }
}

async function whatTheyMayHear(infra: Infra, actor: Actor, facts: FedFact[]): Promise<Heard[]> {
  const ids = facts.filter((fact) => fact.subject_type === 'document').map((fact) => fact.subject_id)
  const visible =
    ids.length > 0
      ? await readAs(infra.db, actor, (tx) => listVisibleIds(tx, actor.organization_id, ids))
      : new Set()
  return facts
    .filter((fact) => {
      if (fact.subject_type === 'document')
        return visible.has(fact.subject_id) && may(actor, 'documents.read')
      if (fact.subject_type === 'user') return fact.subject_id === actor.user_id
      return may(actor, 'members.read')
    })
    .map(({ id, name, subject_type, subject_id, created_at }) => ({
      id,
      name,
      subject_type,
      subject_id,
      created_at,
    }))
}

/** Whose session or membership has changed is asked again who he is; whoever is nobody any more is cut off. */
async function recheckSockets(io: Server, infra: Infra, key: string): Promise<void> {
  if (!key.startsWith('session:')) return
  const user_id = key.split(':')[1]
  for (const socket of io.sockets.sockets.values())
    if (!user_id || actorOf(socket).user_id === user_id) await recheck(socket, infra)
}

async function recheck(socket: Socket, infra: Infra): Promise<void> {
  try {
    socket.data.actor = await identifyToken(infra, socket.data.token, actorOf(socket).organization_id)
  } catch {
    socket.disconnect(true)
  }
}

/** Reads the feed from now on; `wake` says that there may be news. */
async function followFeed(infra: Infra, use: (facts: FedFact[]) => Promise<void>) {
  let cursor: FeedCursor = await withWorker(infra.worker, endOfFeed)
  let running = true
  let wokenAt = 0
  let interrupt = () => {}
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const follow = async () => {
    while (running) {
      const facts = await withWorker(infra.worker, (tx) => readFeed(tx, cursor, BATCH)).catch(() => [])
      const last = facts.at(-1)
      if (last) {
        cursor = { xid: last.xid, id: last.id }
        await use(facts).catch((err) => infra.log.error({ err }, 'sockets could not be told'))
      } else await pause(Date.now() - wokenAt < PATIENCE_MS ? AGAIN_MS : PATIENCE_MS)
    }
  }
  const following = follow()
  return {
    wake: () => {
      wokenAt = Date.now()
      interrupt()
    },
    stop: async () => {
      running = false
      interrupt()
      await following
    },
  }
}
