import { Alert, Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { NewGuestComment } from '#domains/documents/comments/schema.ts'
import { sharedComments } from '#domains/documents/shares/contract.ts'
import { everyOf } from '#web/calls.ts'
import { CommentList } from '#web/features/documents/CommentList.tsx'
import { Refused } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import { type OpenLink, withTicket } from './open-link.ts'

/** On the page they say who they are. */
const Form = NewGuestComment.extend({ author_name: NewGuestComment.shape.author_name.unwrap() })

export function SharedComments({ link }: { link: OpenLink }) {
  const { token } = link
  const { data, error } = useQuery(everyOf(sharedComments.all, { token }, withTicket(link)))
  const { make } = useChange(sharedComments.create)
  const { form, field, submit, refusal, busy } = useZodForm(Form, {
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
      <form onSubmit={say} noValidate>
        <Stack gap="xs">
          <TextInput label="Your name" autoComplete="name" maw={300} {...field('author_name')} />
          <Textarea label="Comment" autosize minRows={2} {...field('content')} />
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
