// The one order of the house, lowest first. Imports, foreign keys and migrations all follow it.
// Domains on one line stand side by side and do not know each other.
const ORDER = require('./floors.json')

const any = (names) => `(?:${names.join('|')})`
const TEST = '\\.test\\.tsx?$|/furnish\\.ts$|^src/testing/|^tests/'
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

const upward = ORDER.flatMap((row, floor) =>
  row.map((domain) => {
    const forbidden = ORDER.slice(floor).flat().filter((other) => other !== domain)
    return rule(
      `${domain}-looks-down`,
      { path: `^src/domains/${domain}/`, pathNot: TEST },
      { path: `^src/domains/${any(forbidden.length ? forbidden : ['-'])}/` },
      'Call down, publish up.',
    )
  }),
)

module.exports = {
  forbidden: [
    rule('no-circular', {}, { circular: true }, 'Types count too.'),
    rule('lib-is-the-ground', { path: '^src/lib/', pathNot: TEST }, { path: '^src/(?!lib/)' }),
    rule('infra-knows-no-domain', { path: '^src/infra/', pathNot: TEST }, { path: '^src/(?!infra/|lib/)' }),
    rule('domains-know-no-app', { path: '^src/domains/', pathNot: TEST }, { path: '^src/(?!domains/|infra/|lib/)' }),
    rule('client-sees-only-contracts', { path: '^src/client/', pathNot: TEST }, { path: '^src/(?!client/|lib/|domains/[^/]+/(schema\\.ts$|contract\\.ts$|[^/]+/schema\\.ts$|[^/]+/contract\\.ts$|rules/))|^node_modules/(?!zod/)' }),
    rule('nobody-needs-the-client', { path: '^src/', pathNot: `${TEST}|^src/client/` }, { path: '^src/client/' }, 'The product calls itself by its verbs.'),
    rule('testing-is-for-tests', { path: '^src/', pathNot: TEST }, { path: '^src/testing/|/vitest/' }),
    // numfmt 4.0.1 names a file of types that it does not ship.
    rule('no-unresolvable', {}, { couldNotResolve: true, pathNot: '^numfmt$' }),
    rule(
      'production-has-what-it-imports',
      { path: '^(src|bin)/', pathNot: `${TEST}|^src/web/` },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional'], dependencyTypesNot: ['type-only'] },
      'The product runs where development packages are not installed; the web application is built before.',
    ),
    rule('no-barrels', {}, { path: '^src/.*/index\\.tsx?$' }),
    rule('kit-is-low', { path: '^src/web/kit/', pathNot: TEST }, { path: '^src/(?!web/kit/|lib/)' }),
    rule('features-are-islands', { path: '^src/web/features/([^/]+)/' }, { path: '^src/web/(app/|features/(?!$1/))' }),
    rule('web-sees-only-contracts-and-rules', { path: '^src/web/', pathNot: TEST }, { path: '^src/(?!web/|lib/|app/outbox/contract\\.ts$|domains/[^/]+/(schema\\.ts$|contract\\.ts$|[^/]+/schema\\.ts$|[^/]+/contract\\.ts$|rules/))' }),
    ...upward,
    rule(
      'domains-show-verbs-and-words',
      { path: '^src/(domains/([^/]+)|app)/', pathNot: TEST },
      { path: '^src/domains/([^/]+)/.*(queries|routes|policy|jobs)\\.ts$', pathNot: '^src/domains/$2/' },
      'From outside, a domain shows its verbs, schema, contract, events, permissions and pure rules.',
    ),
    rule('rules-are-pure', { path: '^src/domains/[^/]+/rules/', pathNot: TEST }, { path: '^src/(?!lib/|domains/[^/]+/rules/|domains/[^/]+/schema\\.ts$|domains/[^/]+/[^/]+/schema\\.ts$)|^node_modules/(?!zod/|decimal\\.js/|temporal-polyfill/)' }),
    rule('schema-is-only-zod', { path: '^src/(domains|app)/.*/(schema|contract)\\.ts$' }, { pathNot: '/(schema|contract)\\.ts$|/rules/|^src/lib/|node_modules/zod/' }),
    rule('sql-lives-in-queries', { path: '^src/domains/', pathNot: `/queries\\.ts$|${TEST}` }, { path: 'node_modules/kysely/' }),
    rule('policy-is-pure', { path: '^src/domains/[^/]+/policy\\.ts$' }, { path: '^src/(?!lib/)|queries' }),
    rule(
      'machines-live-in-infra',
      { path: '^src/domains/', pathNot: TEST },
      { path: 'node_modules/(pg|postgres|ioredis|graphile-worker|@elastic|@clickhouse|@aws-sdk|nodemailer)/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/infra/postgres/tables\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
}
