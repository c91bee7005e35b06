import { afterEach, describe, expect, test } from 'vitest'
import { Refusal } from '#web/http.ts'
import { createUploads, type Upload, type Way } from './uploads.ts'

const lost = () => new Refusal(0, { code: 'offline', detail: 'Connection lost.' })
const file = new File(['Keys'], 'keys.txt')

describe('an upload that loses its connection', () => {
  const keys: string[] = []
  afterEach(() => keys.splice(0))

  /** A server that breaks off so many attempts and takes the next. */
  function server(losses: number) {
    const way: Way = {
      resumable: false,
      send: (_file, _options, _report, key) => {
        keys.push(key)
        const ended = keys.length <= losses ? Promise.reject(lost()) : Promise.resolve({ id: 'document' })
        return { ended, stop: () => {} }
      },
    }
    const uploads = createUploads(() => {}, 'done')
    uploads.add([{ file, folder: '' }], { visibility: 'private' }, () => way)
    return uploads
  }
  const stateOf = async (uploads: ReturnType<typeof server>): Promise<Upload['state'] | undefined> => {
    await new Promise((resolve) => setTimeout(resolve))
    return uploads.shown()[0]?.state
  }

  test('waits, and goes on when it is told that the connection is back, as the same upload', async () => {
    const uploads = server(1)
    expect(await stateOf(uploads)).toBe('lost')
    uploads.clear()
    expect(await stateOf(uploads)).toBe('lost') // what has not arrived is not cleared away
    uploads.continueLost()
    expect(await stateOf(uploads)).toBe('done')
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  test('stops trying by itself where each attempt breaks off, and tries again when the person says so', async () => {
    const uploads = server(6)
    for (let attempt = 0; attempt < 10; attempt++) {
      await stateOf(uploads)
      uploads.continueLost()
    }
    expect(await stateOf(uploads)).toBe('failed')
    expect(keys).toHaveLength(6)
    uploads.again(1)
    expect(await stateOf(uploads)).toBe('done')
  })
})
