import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { pagePicture } from '#web/features/documents/requests.ts'

type Wanted = { id: string; version_number: number; page_number: number; size: 'full' | 'thumbnail' }

/** A picture needs the bearer's token, so it is fetched, and shown from memory. */
export function usePicture(
  { id, version_number, page_number, size }: Wanted,
  enabled: boolean,
): string | null {
  const { data } = useQuery({ ...pagePicture(id, version_number, page_number, size), enabled })
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
