import { TextInput } from '@mantine/core'
import { NewWebhook } from '#domains/identity/webhooks/schema.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { FactPicker } from './FactPicker.tsx'

type Values = { url: string; description: string; facts: string[] }
type Props = { initialValues: Values; action: string; save: (values: Values) => Promise<void> }

/** Of a new webhook and of one that is edited. */
export function WebhookForm({ initialValues, action, save }: Props) {
  const { form, field, submit, refusal, busy } = useZodForm(NewWebhook, { initialValues })
  return (
    <ProblemForm onSubmit={submit(save)} refusal={refusal} busy={busy} action={action} button="end">
      <TextInput
        label="URL"
        type="url"
        placeholder="https://example.com/deedline"
        description="An https:// address on the public internet that accepts POST"
        data-autofocus
        {...field('url')}
      />
      <TextInput
        label="Description (optional)"
        placeholder="Copies closed deals to accounting"
        {...field('description')}
      />
      <FactPicker
        value={form.values.facts}
        error={form.errors.facts}
        onChange={(facts) => form.setFieldValue('facts', facts)}
      />
    </ProblemForm>
  )
}
