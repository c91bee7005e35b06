import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()

test('every foreign key of the documents’ tables has an index that leads with its columns', async () => {
  const bare = await app.query(`
    select k.conrelid::regclass::text as table, k.conname as key
      from pg_constraint k
     where k.contype = 'f' and k.conparentid = 0
       and k.conrelid::regclass::text ~ '^(document|storage|upload|download|classifier)'
       and not exists (
         select from pg_index i
          where i.indrelid = k.conrelid and i.indisvalid
            and (select array_agg(c order by c) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) c)
              = (select array_agg(c order by c) from unnest(k.conkey) c))`)
  expect(bare).toEqual([])
})

test('what was public is visible to the organization, and nothing becomes public again', async () => {
  const agent = await app.newPerson('agent')
  const { status } = await app.send(agent, 'POST', '/document-requests', {
    requested_from_email: 'buyer@client.example',
    title: 'Proof of funds',
    visibility: 'public',
  })
  expect(status).toBe(400)
  expect((await app.send(agent, 'GET', '/documents?visibility=public')).status).toBe(400)
})
