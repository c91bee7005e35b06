import type { AnyCall } from './contract.ts'
import type { ErrorCode } from './errors.ts'

/** Every code with which the call can be refused. */
export function codesOf({ who, path, method, confirmed, versioned, errors }: AnyCall): ErrorCode[] {
  const member = who !== 'anybody' && who !== 'person'
  const writes = method !== 'GET' && method !== 'HEAD'
  const body = writes && method !== 'DELETE'
  const codes: (ErrorCode | false)[] = [
    'invalid',
    member && 'organization_required',
    who !== 'anybody' && 'unauthenticated',
    who !== 'anybody' && 'forbidden',
    member && 'second_factor_setup_required',
    confirmed && 'reauthentication_required',
    path.includes(':') && 'missing',
    writes && who !== 'anybody' && 'conflict',
    writes && who !== 'anybody' && 'refused',
    method === 'DELETE' && 'in_use',
    versioned && method === 'PATCH' && 'stale',
    versioned && method === 'PATCH' && 'precondition_required',
    body && 'broken_off',
    body && 'too_large',
    body && 'unsupported',
    'too_many',
    'unavailable',
    ...(errors ?? []),
  ]
  return [...new Set(codes.filter((code) => code !== false))]
}
