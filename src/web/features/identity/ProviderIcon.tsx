import { IconBrandGoogleFilled, IconBrandWindowsFilled, IconKey } from '@tabler/icons-react'

const ICONS: Record<string, typeof IconKey> = {
  google: IconBrandGoogleFilled,
  microsoft: IconBrandWindowsFilled,
}

export function ProviderIcon({ provider, size = 17 }: { provider: string; size?: number }) {
  const Icon = ICONS[provider] ?? IconKey
  return <Icon size={size} aria-hidden style={{ flex: 'none' }} />
}
