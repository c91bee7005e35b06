import { expect, test } from 'vitest'
import { domains } from '#app/domains.ts'
import { ROLES } from '#lib/actor.ts'
import { collectPermissions } from '#lib/permissions.ts'

const permissions = collectPermissions(domains.flatMap((domain) => domain.permissions ?? []))

/** docs/permissions.md is printed from the code: remove it, and this test writes it again (never in CI). */
test('the documentation says which role has which permission', async () => {
  const rows = domains.flatMap((domain) => [
    ...(domain.permissions ?? []).map(({ name, label }) => {
      const cells = ROLES.map((role) => (permissions.of(role).has(name) ? '✓' : ' '))
      return `| ${label} | \`${name}\` | ${cells.join(' | ')} |`
    }),
  ])
  const page = `# Permissions

What each role can do. Owners and administrators have every permission; single ones can be granted to any member
(\`PATCH /api/v1/members/{id}\`). An API key has the permissions chosen for it, as long as its owner has them.

| | permission | ${ROLES.join(' | ')} |
|---|---|${ROLES.map(() => ':-:|').join('')}
${rows.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../docs/permissions.md')
})

test('a permission belongs to one domain and is named by its nouns', () => {
  const names = permissions.all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/)
})

test('each kind of subject that a fact is about has an audience', () => {
  const heard = new Set(
    domains.flatMap((one) => (one.audiences ?? []).map(({ subject_type }) => subject_type)),
  )
  const kinds = new Set(domains.flatMap((one) => (one.facts ?? []).map(({ subject_type }) => subject_type)))
  expect([...kinds].filter((kind) => !heard.has(kind))).toEqual([])
})
