import { expect, test } from 'vitest'
import { random } from '#lib/random.ts'
import { hashOf, MoneyModel, type Release } from '#testing/money-model.ts'
import { balanceOf } from './ledger.ts'

const HISTORIES = 10_000
const STEPS = 200

/** The first day on which the taxpayer can have money, said anew: 46 where nothing is outstanding, otherwise 181. */
const earliest = ({ all_received }: Release) => (all_received === false ? 181 : 46)

const TO_THE_TAXPAYER = ['boot_release', 'failed_exchange_release', 'interest']

test('in ten thousand random histories the taxpayer is never paid early, nothing falls below zero, and two others approve', () => {
  const seen = { released: 0, to_taxpayer: 0, related: 0 }
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const model = new MoneyModel()
    const next = random(seed)
    for (let n = 0; n < STEPS; n++) {
      const [before, entries] = [model.releases.length, model.entries.length]
      model.step(next)
      if (model.entries.length > entries) checkBalances(model, seed)
      for (const release of model.releases.slice(before)) {
        seen.released++
        if (release.payee.relation === 'exchanger') seen.to_taxpayer++
        if (release.payee.relation === 'related') seen.related++
        checkRelease(release, seed)
      }
    }
  }
  // Otherwise the histories show nothing.
  expect(seen.released).toBeGreaterThan(2_000)
  expect(seen.to_taxpayer).toBeGreaterThan(300)
  expect(seen.related).toBeGreaterThan(300)
}, 120_000)

function checkBalances({ postings }: MoneyModel, seed: number): void {
  let sum = 0n
  for (const { amount } of postings) sum += amount
  if (sum !== 0n) throw new Error(`The ledger of history ${seed} adds to ${sum}.`)
  for (const account of ['cash', 'exchange_funds', 'interest'] as const)
    if (balanceOf(account, postings) < 0n) throw new Error(`${account} of history ${seed} is below zero.`)
}

function checkRelease(release: Release, seed: number): void {
  const { payment, payee, day } = release
  const { terms, approvals, authorized, created_by } = payment
  const fault = (text: string) =>
    new Error(`History ${seed}, day ${day}: ${text} ${JSON.stringify(release, bigints)}`)
  const forTaxpayer = payee.relation !== 'independent' || TO_THE_TAXPAYER.includes(terms.purpose)
  if (forTaxpayer && day < earliest(release)) throw fault('paid to the taxpayer too early.')
  if (payee.relation === 'exchanger' && !TO_THE_TAXPAYER.includes(terms.purpose))
    throw fault('paid to the taxpayer for something else.')
  const others = new Set(
    approvals
      .filter(({ by, terms: approved }) => {
        const makers = [created_by, payee.entered_by, payee.verified_by]
        return approved === hashOf(terms) && !makers.includes(by)
      })
      .map(({ by }) => by),
  )
  if (others.size < 2) throw fault('two others did not approve it.')
  if (authorized !== hashOf(terms)) throw fault('the client did not authorize it.')
  if (
    payee.status !== 'verified' ||
    payee.version !== terms.version ||
    payee.entered_by === payee.verified_by
  )
    throw fault('the bank details were not verified.')
}

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
