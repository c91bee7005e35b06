import { expect } from 'vitest'
import type { Answer, testApp } from '#testing/app.ts'
import { form, makePdf, PURCHASE_AGREEMENT } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

let copies = 0
/** A real PDF that nobody has uploaded yet. */
export const newPdf = (...lines: string[]) =>
  makePdf([...PURCHASE_AGREEMENT, ...lines, `Copy ${++copies} of ${Math.random()}`])

/** Uploads as people do; `uploaded` also waits until the document has been read, and answers its id. */
export function uploadsTo(app: ReturnType<typeof testApp>) {
  async function upload(
    person: TestPerson,
    file: Buffer,
    filename = 'offer.pdf',
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    const { payload, headers } = form(file, filename, fields)
    return app.send(person, 'POST', '/documents', payload, headers)
  }

  async function uploaded(
    person: TestPerson,
    fields: Record<string, string> = {},
    ...lines: string[]
  ): Promise<string> {
    const answer = await upload(person, await newPdf(...lines), 'offer.pdf', fields)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    await app.runJobs()
    return answer.body.id
  }

  return { upload, uploaded }
}

/** Whom most tests of documents need: an agent, a colleague of his, the owner of their office, and a stranger. */
export async function openOffice(app: ReturnType<typeof testApp>) {
  const agent = await app.newPerson('agent')
  return {
    agent,
    colleague: await app.newPerson('agent', agent),
    owner: await app.newPerson('owner', agent),
    stranger: await app.newPerson('owner'),
  }
}
