import { Button, Stack } from '@mantine/core'
import { IconBrandGoogleFilled, IconBrandWindowsFilled, IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { providers } from '#web/features/identity/requests.ts'
import { API } from '#web/http.ts'
import styles from './Door.module.css'

const ICONS: Record<string, typeof IconKey> = {
  google: IconBrandGoogleFilled,
  microsoft: IconBrandWindowsFilled,
}

export function ProviderIcon({ provider, size }: { provider: string; size: number }) {
  const Icon = ICONS[provider] ?? IconKey
  return <Icon size={size} aria-hidden />
}

/** The accounts of others that open the door, where this installation has any. */
export function Providers() {
  const { data = [] } = useQuery(providers)
  if (data.length === 0) return null
  return (
    <Stack gap="xs">
      {data.map(({ provider, label }) => (
        <Button
          key={provider}
          component="a"
          href={`${API}/auth/oidc/${provider}/start`}
          variant="default"
          size="md"
          leftSection={<ProviderIcon provider={provider} size={17} />}
        >
          {`Continue with ${label}`}
        </Button>
      ))}
      <div className={styles.or}>or</div>
    </Stack>
  )
}
