import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { pages } from '#domains/documents/pages/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { fileOf } from '#web/calls.ts'

const KEPT_MS = 120_000

/** A picture needs the bearer's token, so it is fetched, and shown from memory. */
export function usePicture(wanted: ArgsOf<typeof pages.picture>, enabled: boolean): string | null {
  const { data } = useQuery({ ...fileOf(pages.picture, wanted), gcTime: KEPT_MS, enabled })
  return useBlobUrl(data)
}

export function useBlobUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [blob])
  return url
}
