import { Alert, Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sharedComments } from '#domains/documents/shares/contract.ts'
import { everyOf } from '#web/calls.ts'
import { CommentList } from '#web/features/documents/CommentList.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Refused } from '#web/kit/states.tsx'
import { useChange } from '#web/use-call.ts'
import { type OpenLink, withTicket } from './open-link.ts'

export function SharedComments({ link }: { link: OpenLink }) {
  const { token } = link
  const { data, error } = useQuery(everyOf(sharedComments.all, { token }, withTicket(link)))
  const { make } = useChange(sharedComments.create)
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: { author_name: '', content: '' },
    draft: `comment:${token}`,
  })
  const say = submit(async (values) => {
    await make({ token }, values, withTicket(link))
    form.setFieldValue('content', '')
  })
  return (
    <Stack component="section" gap="md" mt="xl">
      <Title order={2}>Comments</Title>
      {error && <Refused error={error} />}
      {data && <CommentList comments={data} />}
      <form onSubmit={say}>
        <Stack gap="xs">
          <TextInput
            label="Your name"
            autoComplete="name"
            required
            maw={300}
            {...form.getInputProps('author_name')}
          />
          <Textarea label="Comment" autosize minRows={2} required {...form.getInputProps('content')} />
          {refusal && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={busy}>
              Comment
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  )
}
