import type { TestPerson } from '#testing/people.ts'

const encode = (text: string) => Buffer.from(text).toString('base64')

/** The tus protocol as its clients speak it, to a server at `address`. */
export function tusClient(address: () => string) {
  const send = (
    person: TestPerson,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Buffer,
  ): Promise<Response> =>
    fetch(`${address()}${path}`, {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        authorization: `Bearer ${person.token}`,
        'x-organization-id': person.organization_id,
        ...headers,
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
  return {
    send,
    begin: (person: TestPerson, size: number, options: object = {}, filename = 'Großes Gutachten.pdf') =>
      send(person, 'POST', '/api/v1/uploads', {
        'upload-length': String(size),
        'upload-metadata': `filename ${encode(filename)},options ${encode(JSON.stringify(options))}`,
      }),
    go: (person: TestPerson, path: string, offset: number, part: Buffer) =>
      send(
        person,
        'PATCH',
        path,
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        part,
      ),
  }
}
