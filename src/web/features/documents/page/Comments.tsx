import { Alert, Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { comments } from '#domains/documents/comments/contract.ts'
import { CommentAudience, NewComment } from '#domains/documents/comments/schema.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { everyOf } from '#web/calls.ts'
import { CommentList } from '#web/features/documents/CommentList.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'

const AUDIENCES = choicesOf(CommentAudience, { members: 'Internal', guests: 'Shared with guests' })

export function Comments({ document }: { document: DocumentDetail }) {
  const { id } = document
  const { data, error } = useQuery(everyOf(comments.all, { id }))
  const { make } = useChange(comments.create)
  const { form, field, submit, refusal, busy } = useZodForm<Pick<NewComment, 'content' | 'audience'>>(
    NewComment,
    {
      initialValues: { content: '', audience: 'members' },
      draft: `comment:${id}`,
    },
  )
  const say = submit(async (values) => {
    await make({ id }, values)
    form.reset() // also to internal: sharing with guests is chosen each time
  })
  return (
    <Stack gap="md">
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data && <CommentList comments={data} />}
      {document.may.comment && (
        <form onSubmit={say} noValidate>
          <Stack gap="xs">
            <Textarea
              aria-label="Comment"
              placeholder="Add a comment"
              autosize
              minRows={2}
              {...field('content')}
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
