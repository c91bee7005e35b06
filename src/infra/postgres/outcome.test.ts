import pg from 'pg'
import { expect, test } from 'vitest'
import { isRefused, isRolledBack } from '#infra/postgres/outcome.ts'
import { AppError } from '#lib/errors.ts'

const refusal = (code: string) => Object.assign(new pg.DatabaseError('', 0, 'error'), { code })

test.each<[string, unknown, boolean, boolean]>([
  ['a refusal of ours', new AppError('duplicate', 'You have this file already.'), true, true],
  ['a lost connection', new AppError('unavailable', 'The database does not answer.'), false, false],
  ['a duplicate key', refusal('23505'), true, true],
  ['a text that is too long', refusal('22001'), true, true],
  ['a deadlock', refusal('40P01'), true, false],
  ['a full disk', refusal('53100'), true, false],
  ['a server that was told to stop', refusal('57P01'), false, false],
  ['a connection that failed', refusal('08006'), false, false],
  ['an answer that never came', new Error('Query read timeout'), false, false],
])(
  'the outcome after %s (%o) is known: rolled back %j, permanently refused %j',
  (_, error, rolled_back, refused) => {
    expect([isRolledBack(error), isRefused(error)]).toEqual([rolled_back, refused])
  },
)
