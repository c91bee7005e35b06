import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ProviderIcon } from '#web/features/identity/ProviderIcon.tsx'
import { providers } from '#web/features/identity/requests.ts'
import { API, queryString } from '#web/http.ts'
import styles from './Door.module.css'

/** The accounts of others that open the door, where this installation has any. */
export function Providers({ next }: { next?: string | undefined }) {
  const { data = [] } = useQuery(providers)
  if (data.length === 0) return null
  return (
    <Stack gap="xs">
      {data.map(({ provider, label }) => (
        <Button
          key={provider}
          component="a"
          href={`${API}/auth/oidc/${provider}/start${queryString({ next })}`}
          variant="default"
          size="md"
          leftSection={<ProviderIcon provider={provider} />}
        >
          {`Continue with ${label}`}
        </Button>
      ))}
      <div className={styles.or}>or</div>
    </Stack>
  )
}
