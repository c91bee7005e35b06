// biome-ignore-all lint/suspicious/noArrayIndexKey: the parts of one comparison never change places.
import { Alert, Modal, Text } from '@mantine/core'
import { comparisons } from '#domains/documents/versions/contract.ts'
import type { AnswerOf } from '#lib/contract.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import styles from './ComparisonModal.module.css'

type Props = { id: string; from: number | null; to: number; onClose: () => void }
type Part = AnswerOf<typeof comparisons.one>['parts'][number]

/** The words of two versions side by side: what went on the left, what came on the right. */
export function ComparisonModal({ id, from, to, onClose }: Props) {
  const { data, error } = useCall(comparisons.one, { id, from: from ?? 1, to }, { enabled: from !== null })
  return (
    <Modal
      opened={from !== null}
      onClose={onClose}
      title={`Version ${from} beside version ${to}`}
      size="min(1100px, 96vw)"
    >
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data?.truncated && (
        <Alert color="amber" mb="sm">
          The texts are very long, so only their beginnings are compared.
        </Alert>
      )}
      {data?.parts.length === 0 && (
        <Text size="sm">One of the versions has no text or is still being processed.</Text>
      )}
      {data && data.parts.length > 0 && data.parts.every(({ kind }) => kind === 'same') && (
        <Text size="sm" mb="sm">
          The text is the same. The files may still look different.
        </Text>
      )}
      {data && data.parts.length > 0 && (
        <div className={styles.sides}>
          <Side title={`Version ${from}`} parts={data.parts} leave="added" />
          <Side title={`Version ${to}`} parts={data.parts} leave="removed" />
        </div>
      )}
    </Modal>
  )
}

function Side({ title, parts, leave }: { title: string; parts: Part[]; leave: 'added' | 'removed' }) {
  return (
    <section>
      <Text size="xs" c="dimmed" mb={4}>
        {title}
      </Text>
      <div className={styles.text}>
        {parts
          .filter(({ kind }) => kind !== leave)
          .map(({ kind, text }, i) => {
            if (kind === 'same') return text
            return kind === 'added' ? (
              <ins key={i} className={styles.added}>
                {text}
              </ins>
            ) : (
              <del key={i} className={styles.removed}>
                {text}
              </del>
            )
          })}
      </div>
    </section>
  )
}
