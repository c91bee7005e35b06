import type { testApp } from './app.ts'
import { form } from './files.ts'
import type { TestPerson } from './people.ts'

/** Imports as the browser makes them. */
export function importsOf(app: ReturnType<typeof testApp>, path = '/contacts/imports') {
  const upload = (person: TestPerson, file: string | Buffer, filename = 'contacts.csv') => {
    const { payload, headers } = form(Buffer.from(file), filename)
    return app.send(person, 'POST', path, payload, headers)
  }
  const get = async (person: TestPerson, id: string) => (await app.send(person, 'GET', `${path}/${id}`)).body

  /** Uploads and checks; answers the import with what the check found. */
  async function checked(
    person: TestPerson,
    file: string | Buffer,
    settings: object = {},
    filename?: string,
  ) {
    const { body } = await upload(person, file, filename)
    await app.send(person, 'POST', `${path}/${body.id}/check`, { mapping: body.mapping, settings })
    await app.runJobs()
    return get(person, body.id)
  }

  async function imported(
    person: TestPerson,
    file: string | Buffer,
    settings: object = {},
    filename?: string,
  ) {
    const { id } = await checked(person, file, settings, filename)
    await app.send(person, 'POST', `${path}/${id}/run`)
    await app.runJobs()
    return get(person, id)
  }

  async function undone(person: TestPerson, id: string) {
    await app.send(person, 'POST', `${path}/${id}/undo`)
    await app.runJobs()
    return get(person, id)
  }

  return { upload, get, checked, imported, undone }
}
