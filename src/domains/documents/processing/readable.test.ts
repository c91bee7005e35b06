import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload } = uploadsTo(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, stranger } = await openOffice(app))
})

/** The head of an MP4, which nothing here reads. */
const film = (id: number) =>
  Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), Buffer.alloc(400, id)])
const broken_pdf = Buffer.from('%PDF-1.4 nothing that a reader could follow')

async function filed(filename: string, content: Buffer | string): Promise<string> {
  const answer = await upload(agent, Buffer.from(content), filename)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
const state = async (id: string) => {
  const { status, readable, processing_errors } = (await app.send(agent, 'GET', `/documents/${id}`)).body
  return { status, readable, code: processing_errors?.at(-1)?.code ?? null }
}
const listed = async (query: string, person = agent) =>
  (await app.send(person, 'GET', `/documents?limit=100&${query}`)).body.items.map(
    (each: { id: string }) => each.id,
  )

describe('whether a document is readable', () => {
  test('is unknown until it is read, and then told apart from whether it failed', async () => {
    const [text, video, broken] = [
      await filed('note.txt', 'Plain words about the ferry landing.'),
      await filed('walkthrough.mp4', film(1)),
      await filed('broken.pdf', broken_pdf),
    ]
    expect(await state(text)).toEqual({ status: 'processing', readable: null, code: null })
    await app.runJobs()
    expect(await state(text)).toEqual({ status: 'ready', readable: true, code: null })
    expect(await state(video)).toEqual({ status: 'ready', readable: false, code: 'unsupported' })
    expect(await state(broken)).toEqual({ status: 'error', readable: false, code: 'corrupt' })
  })

  test('filters a list, with words and without, for those who see the documents and no one else', async () => {
    const text = await filed('spire.txt', 'Plain words about the limestone spire.')
    const video = await filed('limestone-spire.mp4', film(2))
    await app.runJobs()
    for (const words of ['', '&q=spire']) {
      expect(await listed(`readable=false${words}`)).toContain(video)
      expect(await listed(`readable=false${words}`)).not.toContain(text)
      expect(await listed(`readable=true${words}`)).toContain(text)
      expect(await listed(`readable=true${words}`)).not.toContain(video)
      expect(await listed(`readable=false${words}`, stranger)).toEqual([])
    }
    expect(await listed('readable=false&status=error')).not.toContain(video)
  })

  test('belongs to the newest version: the text of an older one is not found in a newer one that can’t be read', async () => {
    const id = await filed('survey.txt', 'The monument stands by the quernstone.')
    await app.runJobs()
    expect(await listed('q=quernstone')).toEqual([id])
    const next = form(film(3), 'survey.mp4')
    const added = await app.send(agent, 'POST', `/documents/${id}/versions`, next.payload, next.headers)
    expect(added.status, JSON.stringify(added.body)).toBe(201)
    expect(await state(id)).toMatchObject({ readable: null })
    await app.runJobs()
    expect(await state(id)).toMatchObject({ status: 'ready', readable: false })
    expect(await listed('q=quernstone')).toEqual([])

    const back = await app.send(agent, 'POST', `/documents/${id}/versions/1/restore`)
    expect(back.status, JSON.stringify(back.body)).toBe(201)
    await app.runJobs()
    expect(await state(id)).toEqual({ status: 'ready', readable: true, code: null })
    expect(await listed('q=quernstone')).toEqual([id])
  })

  test('is unknown again while it is read again', async () => {
    const id = await filed('tour.mp4', film(4))
    await app.runJobs()
    const again = await app.send(agent, 'POST', `/documents/${id}/retry`, {})
    expect(again.status, JSON.stringify(again.body)).toBeLessThan(300)
    expect(await state(id)).toMatchObject({ readable: null })
    await app.runJobs()
    expect(await state(id)).toMatchObject({ status: 'ready', readable: false, code: 'unsupported' })
  })
})
