import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { NewPassword } from '#domains/identity/schema.ts'

/** Where a password is set; what it needs comes from the schema. */
export function NewPasswordField({ label = 'New password', ...props }: PasswordInputProps) {
  return (
    <PasswordInput
      label={label}
      description={`At least ${NewPassword.minLength} characters. A few words in a row are easy to remember.`}
      autoComplete="new-password"
      {...props}
    />
  )
}
