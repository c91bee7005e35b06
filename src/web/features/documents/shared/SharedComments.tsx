import { Alert, Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CommentList } from '#web/features/documents/CommentList.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Refused } from '#web/kit/states.tsx'
import { comment, type OpenLink, sharedComments } from './requests.ts'

export function SharedComments({ link }: { link: OpenLink }) {
  const queries = useQueryClient()
  const { data, error } = useQuery(sharedComments(link))
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: { author_name: '', content: '' },
    draft: `comment:${link.token}`,
  })
  const say = submit(async (values) => {
    await comment(link, values)
    form.setFieldValue('content', '')
    await queries.invalidateQueries({ queryKey: sharedComments(link).queryKey })
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
