import { beforeEach } from 'vitest'
import { deliveries, webhooks } from '#domains/identity/webhooks/contract.ts'
import type { Delivery, WebhookChange } from '#domains/identity/webhooks/schema.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { webhookReceiver } from '#testing/webhook-receiver.ts'

/** The product, a server that its webhooks lead to, and before each test an owner of a new organization. */
export function testWebhooks() {
  const app = testApp({ WEBHOOKS_ALLOW_PRIVATE: 'true' })
  const receiver = webhookReceiver()
  let owner: TestPerson

  beforeEach(async () => {
    receiver.answer(204)
    await app.runJobs() // What the test before has left in the queue.
    owner = await app.newPerson('owner')
    receiver.clear()
  })

  const oneOf = (id: string) => app.connect(owner)(webhooks.one, { id })
  return {
    app,
    receiver,
    owner: () => owner,
    create: (facts: string[], person = owner) =>
      app.connect(person)(webhooks.create, {}, { url: receiver.url(), facts }),
    makeTeam: (name: string, person = owner) => app.send(person, 'POST', '/teams', { name }),
    log: async (id: string, state?: Delivery['state']) =>
      (await app.connect(owner)(deliveries.all, { id, state })).items,
    oneOf,
    change: async (id: string, body: WebhookChange) => {
      const { version } = await oneOf(id)
      return app.connect(owner)(webhooks.change, { id }, body, { version })
    },
    /** As if all that waits for its next attempt were due. */
    letTimePass: async () => {
      await app.asOwner('update graphile_worker._private_jobs set run_at = now()')
      await app.runJobs()
    },
  }
}
