import { Button, Stack } from '@mantine/core'
import { providers } from '#domains/identity/oidc/contract.ts'
import { pathOf } from '#web/calls.ts'
import { ProviderIcon } from '#web/features/identity/ProviderIcon.tsx'
import { API } from '#web/http.ts'
import styles from '#web/kit/Door.module.css'
import { useCall } from '#web/use-call.ts'

/** Which other accounts open the door here; an installation without any, or one that is not reached, shows none. */
export function useProviders() {
  return useCall(providers.all, {}, { staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
}

/** The accounts of others that open the door, where this installation has any. */
export function Providers({ next }: { next?: string | undefined }) {
  const offered = useProviders()
  if (offered.length === 0) return null
  return (
    <Stack gap="xs">
      {offered.map(({ provider, label }) => (
        <Button
          key={provider}
          component="a"
          href={`${API}${pathOf(providers.start, { provider, next })}`}
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
