import { Stack, Text } from '@mantine/core'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { CopyButton } from '#web/kit/Secret.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { isHit, wordsOf } from './places.ts'
import { usePagesOf } from './use-pages-of.ts'

export function ReadText({ document, q }: { document: DocumentDetail; q: string | undefined }) {
  const { data, error } = usePagesOf(document)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  const whole = data.map(({ text }) => text).join('\n\n')
  if (whole.trim() === '')
    return <Empty title="No text was found">The pages are images, and no text could be read from them.</Empty>
  const words = wordsOf(q)
  return (
    <Stack gap="md">
      <div>
        <CopyButton value={whole}>Copy text</CopyButton>
      </div>
      {data.map(({ page_number, text, source }) => (
        <section key={page_number}>
          <Text size="xs" c="dimmed" mb={4}>
            Page {page_number}
            {source === 'ocr' ? ' · read from an image' : ''}
          </Text>
          <Text size="sm" component="div" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {words.length ? <Marked text={text} words={words} /> : text}
          </Text>
        </section>
      ))}
    </Stack>
  )
}

function Marked({ text, words }: { text: string; words: string[] }) {
  return text.split(/(\s+)/).map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a text never change places.
    return isHit(part, words) ? <mark key={i}>{part}</mark> : part
  })
}
