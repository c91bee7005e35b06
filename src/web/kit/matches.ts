/** Whether each word of the question begins a word of the text. */
export function matches(text: string, q: string): boolean {
  const words = wordsOf(text)
  return wordsOf(q).every((asked) => words.some((word) => word.startsWith(asked)))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
