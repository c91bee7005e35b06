import { type DomNode, type FormatCallback, htmlToText, type SelectorDefinition } from 'html-to-text'

/** A node as the parser creates it; the published type lacks its neighbors. */
type Node = DomNode & { prev?: Node | null; next?: Node | null }

/** The words of a page as its reader sees them: rows of tables and lists stay rows, hidden text is left out. */
export function plainText(html: string): string {
  return htmlToText(html, {
    wordwrap: false,
    limits: { maxInputLength: 20_000_000, maxDepth: 200, maxChildNodes: 100_000 },
    formatters: { inlineApart, term, meaning },
    selectors: [
      { selector: '*', format: 'inlineApart' },
      { selector: 'a', format: 'inlineApart' },
      { selector: 'dl', format: 'block' },
      { selector: 'dt', format: 'term' },
      { selector: 'dd', format: 'meaning' },
      { selector: 'img', format: 'skip' },
      {
        selector: 'table',
        format: 'dataTable',
        options: { uppercaseHeaderCells: false, maxColumnWidth: 200 },
      },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...HIDDEN.map(skip),
      ...hiddenBySheet(html).map(skip),
    ],
  })
}

const HIDDEN = ['[hidden]', '[style*="display:none"]', '[style*="display: none"]', 'template']

const skip = (selector: string): SelectorDefinition => ({ selector, format: 'skip' })

/** A plain selector: a class, an id, a tag, or a tag with one of them. */
const PLAIN = /^(?:[a-z][\w]*)?(?:[.#][\w-]+)?$/i
const MOST_SHEETS = 200_000

/** Selectors that the page's own style sheets always hide. Text hidden only in print or on phones stays. */
function hiddenBySheet(html: string): string[] {
  const sheets = [...html.slice(0, MOST_SHEETS).matchAll(/<style\b[^>]*>([^<]*)/gi)].map(
    ([, sheet = '']) => sheet,
  )
  const everywhere = sheets
    .map((sheet) => sheet.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, ''))
    .join('\n')
  return [...everywhere.matchAll(/([^{}]+)\{[^{}]*display\s*:\s*none[^{}]*\}/g)].flatMap(
    ([, selectors = '']) =>
      selectors
        .split(',')
        .map((selector) => selector.trim())
        .filter((selector) => selector !== '' && PLAIN.test(selector) && !/^(?:html|body)$/i.test(selector)),
  )
}

/** Two inline elements that a browser separates by style: "<span>Sum</span><span>$18.00</span>". */
const inlineApart: FormatCallback = (node: Node, walk, builder) => {
  if (isGlued(textOf(node.prev, 'end'), textOf(node, 'start'))) builder.addInline(' ')
  walk(node.children, builder)
}

/**
 * Parts of a word in separate elements ("<b>D</b>eed") stay one word; a lowercase letter before a capital letter or an
 * amount ends a word.
 */
function isGlued(before: string, after: string): boolean {
  return /[\p{Ll}\d.:)]$/u.test(before) && /^[\p{Lu}$]/u.test(after)
}

function textOf(node: Node | null | undefined, side: 'start' | 'end'): string {
  let at = node?.type === 'tag' ? node : undefined
  for (let depth = 0; at && depth < 20; depth += 1) {
    const inner: DomNode | undefined = side === 'start' ? at.children[0] : at.children.at(-1)
    if (inner?.type === 'text') return inner.data ?? ''
    at = inner?.type === 'tag' ? inner : undefined
  }
  return ''
}

const term: FormatCallback = (node, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 })
  walk(node.children, builder)
  if (!isBeside(node, 'next', 'dd')) builder.closeBlock({ trailingLineBreaks: 1 })
}

/** On the line of its term, as in a table; a second one goes below it. */
const meaning: FormatCallback = (node, walk, builder) => {
  if (isBeside(node, 'prev', 'dt')) builder.addLiteral('   ')
  else builder.openBlock({ leadingLineBreaks: 1 })
  walk(node.children, builder)
  builder.closeBlock({ trailingLineBreaks: 1 })
}

function isBeside(node: Node, side: 'next' | 'prev', name: string): boolean {
  let beside = node[side]
  while (beside && (beside.type === 'comment' || (beside.type === 'text' && !beside.data?.trim())))
    beside = beside[side]
  return beside?.type === 'tag' && beside.name === name
}
