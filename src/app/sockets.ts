import type { FastifyInstance } from 'fastify'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import { type IdentifySocket, identifySocketBy } from '#domains/identity/identify.ts'
import { whoSees } from '#infra/facts/audiences.ts'
import { type FedFact, followFeed } from '#infra/facts/feed.ts'
import { listen } from '#infra/http/listen.ts'
import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'

const Handshake = z.object({ token: z.string().max(4000), organization_id: z.uuid().optional() })

/** What a socket receives: enough to know what to load again, and nothing that loading would not show. */
type Heard = Pick<FedFact, 'id' | 'name' | 'subject_type' | 'subject_id' | 'created_at'>

/**
 * Announces what has happened to the people who are connected, from the facts alone. Every process reads the feed
 * itself and serves only its own sockets, so any number of processes needs nothing between them. Before a fact is
 * announced, its audience is asked who sees what it is about.
 */
export async function openSockets(
  http: FastifyInstance,
  infra: Infra,
  database_url: string,
): Promise<{ close: () => Promise<void> }> {
  const identify = identifySocketBy(infra)
  const io = new Server(http.server, {
    serveClient: false,
    maxHttpBufferSize: 10_000,
    transports: ['websocket'],
  })
  io.use(async (socket, next) => {
    try {
      const { token, organization_id } = Handshake.parse(socket.handshake.auth)
      socket.data.actor = await identify(token, organization_id, socket.handshake.address)
      socket.data.token = token
      next()
    } catch {
      next(new Error('unauthenticated'))
    }
  })
  const feed = await followFeed(infra, async (facts) => {
    await announce(io, infra, facts).catch((err) =>
      infra.log.error({ err }, 'live updates could not be sent'),
    )
  })
  // The cache learns of it on a connection of its own, maybe later, so it is bypassed here.
  const recheck = async (key: string) => {
    if (key.startsWith(NOTIFIED)) announceNotified(io, key.slice(NOTIFIED.length))
    if (!key.startsWith(SESSIONS)) return
    try {
      await (key === SESSIONS ? infra.cache.clear() : infra.cache.invalidate([key]))
      await recheckSockets(io, identify, key)
    } catch (err) {
      infra.log.error({ err }, 'sockets could not be rechecked')
    }
  }
  const listener = await listen(database_url, { cache_invalidate: recheck }, () => recheck(SESSIONS))
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

const SESSIONS = 'session:'
const NOTIFIED = 'notified:'
const actorOf = (socket: { data: { actor?: Actor } }) => socket.data.actor as Actor

async function announce(io: Server, infra: Infra, facts: FedFact[]): Promise<void> {
  const sockets = Map.groupBy(io.sockets.sockets.values(), (socket) => actorOf(socket).organization_id)
  for (const [organization_id, own] of Map.groupBy(facts, (fact) => fact.organization_id)) {
    const listeners = sockets.get(organization_id)
    if (!listeners) continue
    const subjects = new Map(
      [...Map.groupBy(own, ({ subject_type }) => subject_type)].map(([kind, about]) => [
        kind,
        about.map(({ subject_id }) => subject_id),
      ]),
    )
    const sees = await withWorker(infra.worker, (tx) =>
      whoSees(tx, infra.audiences, organization_id, subjects, listeners.map(actorOf)),
    )
    for (const socket of listeners) {
      const heard = own
        .filter(({ subject_type, subject_id }) => sees(subject_type, subject_id, actorOf(socket)))
        .map(toHeard)
      if (heard.length > 0) socket.emit('facts', heard)
    }
  }
}

/** A person's notifications have changed: their browsers ask for them again. */
function announceNotified(io: Server, user_id: string): void {
  const heard: Heard = {
    id: newId(),
    name: 'notifications.changed',
    subject_type: 'notification',
    subject_id: user_id,
    created_at: new Date().toISOString(),
  }
  for (const socket of io.sockets.sockets.values())
    if (actorOf(socket).user_id === user_id) socket.emit('facts', [heard])
}

function toHeard({ id, name, subject_type, subject_id, created_at }: FedFact): Heard {
  return { id, name, subject_type, subject_id, created_at }
}

/**
 * Identifies the person of each socket again when their session or membership has changed, and disconnects those who
 * no longer have one.
 */
async function recheckSockets(io: Server, identify: IdentifySocket, key: string): Promise<void> {
  const user_id = key.split(':')[1]
  for (const socket of io.sockets.sockets.values())
    if (!user_id || actorOf(socket).user_id === user_id) await recheck(socket, identify)
}

async function recheck(socket: Socket, identify: IdentifySocket): Promise<void> {
  try {
    const { token } = socket.data
    socket.data.actor = await identify(token, actorOf(socket).organization_id, socket.handshake.address)
  } catch {
    socket.disconnect(true)
  }
}
