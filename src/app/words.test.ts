import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/**
 * Words that the trade does not use, beside what it says. What people read is held to it: the interface, emails, errors,
 * summaries of the API and documentation.
 */
const INSTEAD: [RegExp, string][] = [
  [/\b(mail(ed|s|ing)?|sent (by|a|an) mail)\b(?! (server|catcher|address))/i, 'email'],
  [/\be-mails?\b/i, 'email'],
  [/\b(put|puts|moved?|goes) into the trash\b/i, 'move to trash'],
  [/\bdestroy/i, 'delete permanently'],
  [/\bdissol/i, 'delete'],
  [/\bwithdr[ae]w/i, 'revoke'],
  [/\bopens nothing\b/i, 'no longer works'],
  [/\bmay not\b/i, 'can’t, or have no permission to'],
  [/\bpapers?\b/i, 'document'],
  [/\bcolour/i, 'color'],
  [/\b(some|any|every|no)body\b/i, 'someone, anyone, everyone, no one'],
  [/\bwhoever\b/i, 'the person who'],
  [/\bmeanwhile\b/i, 'someone else changed it'],
  [/\bno such\b/i, 'not found'],
  [/\b(he|him|his)\b/i, 'they'],
  [/\bour fault\b/i, 'something went wrong on our end'],
  [/\b(none|one) of ours\b/i, 'invalid'],
  [/(?<!open )\bhouses?\b/i, 'organization, or property'],
  [/\bin clear\b/i, 'unencrypted'],
  [/\bonce more\b/i, 'again'],
  [/\bby and by\b/i, 'over time'],
  [/\bsecond factors?\b/i, 'two-step verification'],
  [/\bthe right to\b/i, 'permission'],
  [/\bput aside\b/i, 'saved'],
]
/** In the product's own text; documentation is written with the apostrophe of keyboards. */
const APOSTROPHE: [RegExp, string] = [/\p{L}'(s|t|re|ve|ll|d|m)\b/u, '’']

/** What is not said by the product: law, the wording of documents, and languages of machines. */
const NOT_OURS =
  /\/rules\/|\/wording\/|\/demonstration\/|\/load\/|\/understanding\/|\/testing\/|\.test\.tsx?$|openapi-examples|secrets\.ts$|embedded\/account\.ts$/

type Said = { place: string; text: string }

/** Texts with at least two words, in source or between tags. */
function saidIn(file: string): Said[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind)
  const said: Said[] = []
  const add = (node: ts.Node, text: string) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    const isCode = /^\s*(select|insert|update|with|delete|create|alter|grant|set|do|--)\b/i.test(text)
    if (/[a-z]\s+[a-z]/i.test(text) && !isCode) said.push({ place: `${file}:${line}`, text })
  }
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTaggedTemplateExpression(node)) return
    if (ts.isPropertyAssignment(node) && /^(words|names)$/.test(node.name.getText())) return // What people search by.
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) add(node, node.text)
    if (ts.isTemplateExpression(node))
      add(
        node,
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join('…'),
      )
    ts.forEachChild(node, walk)
  }
  walk(source)
  return said
}

function foreignWords(said: Said[], instead: [RegExp, string][]): string[] {
  return said.flatMap(({ place, text }) =>
    instead.flatMap(([word, instead]) => {
      const found = word.exec(text)?.[0]
      const around = text.replaceAll(/\s+/g, ' ').trim().slice(0, 120)
      return found ? [`${place} says “${found}”, say “${instead}”: ${around}`] : []
    }),
  )
}

test('the product’s text uses the words of the trade', () => {
  const files = globSync(['src/**/*.ts', 'src/**/*.tsx', 'bin/*.ts']).filter((file) => !NOT_OURS.test(file))
  const said = files.flatMap(saidIn)
  expect(said.length).toBeGreaterThan(1_500)
  expect(foreignWords(said, [...INSTEAD, APOSTROPHE])).toEqual([])
})

test('the documentation uses the words of the trade', () => {
  const files = ['README.md', ...globSync('docs/*.md')].filter((file) => !/rules-1031|benchmarks/.test(file))
  const said = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, i) => ({ place: `${file}:${i + 1}`, text })),
  )
  expect(foreignWords(said, INSTEAD)).toEqual([])
})
