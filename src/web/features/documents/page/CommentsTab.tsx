import { Alert, Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { post } from '#web/api.ts'
import { CommentList } from '#web/features/documents/CommentList.tsx'
import { type CommentItem, commentsOf } from '#web/features/documents/requests.ts'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'

const AUDIENCES = [
  { value: 'members', label: 'Internal' },
  { value: 'guests', label: 'Shared with guests' },
]

export function CommentsTab({ document }: { document: DocumentDetail }) {
  const queries = useQueryClient()
  const { data, error } = useQuery(commentsOf(document.id))
  const { form, submit, refusal, busy } = useProblemForm<{
    content: string
    audience: CommentItem['audience']
  }>({
    initialValues: { content: '', audience: 'members' },
    draft: `comment:${document.id}`,
  })
  const say = submit(async (values) => {
    await post(`/documents/${document.id}/comments`, values)
    form.reset() // also to internal: sharing with guests is chosen each time
    await queries.invalidateQueries({ queryKey: commentsOf(document.id).queryKey })
  })
  return (
    <Stack gap="md">
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data && <CommentList comments={data} />}
      {document.may.comment && (
        <form onSubmit={say}>
          <Stack gap="xs">
            <Textarea
              aria-label="Comment"
              placeholder="Say something about this document"
              autosize
              minRows={2}
              required
              {...form.getInputProps('content')}
            />
            {refusal && (
              <Alert color="red" role="alert">
                {refusal}
              </Alert>
            )}
            <Group justify="space-between">
              {document.may.comment_for_guests ? (
                <SegmentedControl
                  size="xs"
                  aria-label="Who can read this comment"
                  data={AUDIENCES}
                  {...form.getInputProps('audience')}
                />
              ) : (
                <span />
              )}
              <Button type="submit" loading={busy}>
                Comment
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  )
}
