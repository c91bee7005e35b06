import { members } from '#domains/identity/members/contract.ts'
import { useCall } from '#web/use-call.ts'

/** What a permission allows, in words; its name until they have come. */
export function usePermissionLabels(): (permission: string) => string {
  const { data } = useCall(members.permissions, {}, { staleTime: Number.POSITIVE_INFINITY })
  return (permission) => data?.items.find(({ name }) => name === permission)?.label ?? permission
}
