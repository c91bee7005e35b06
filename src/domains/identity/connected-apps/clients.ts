import { openCursor, sealCursor } from '#infra/http/cursors.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { type AppPreview, AppRegistration, type AppRequest, isLoopback } from './schema.ts'

/** The address for agents: the resource that their tokens are for (RFC 8707). */
export const RESOURCE_PATH = '/mcp'
const USE = 'client'

/**
 * An app's id is a signed statement of what it registered. Nothing is stored, so registering any number of apps costs
 * nothing, and every process recognizes them.
 */
export function registerClient(secret: string, registration: AppRegistration): string {
  // Two apps with identical registrations still get different ids, so that one doesn't end the other's connection.
  return sealCursor(secret, { ...registration, id: newId() }, USE)
}

function openClient(secret: string, client_id: string): AppRegistration {
  try {
    return openCursor(secret, client_id, AppRegistration, USE)
  } catch {
    throw new AppError(
      'invalid',
      'This app is not registered here. Remove it in your client and add it again.',
    )
  }
}

/** Checks the app and the address for the code, before anything is sent there. */
export function openRequest(
  { DEEDLINE_SECRET, BASE_URL }: { DEEDLINE_SECRET: string; BASE_URL: string },
  { client_id, redirect_uri, resource, state }: AppRequest,
): AppPreview {
  const { client_name, redirect_uris } = openClient(DEEDLINE_SECRET, client_id)
  if (!redirect_uris.some((known) => isSameAddress(known, redirect_uri)))
    throw new AppError('invalid', 'The app asks to be answered at an address that it did not register.')
  if (resource !== undefined && !isOurs(resource, BASE_URL))
    throw new AppError('invalid', 'The app asks for access to something else than this product.')
  return {
    name: client_name,
    host: new URL(redirect_uri).host,
    is_local: isLoopback(redirect_uri),
    declined_url: withParameters(redirect_uri, { error: 'access_denied', state, iss: BASE_URL }),
  }
}

/** Exact match; for a program on the same machine any port, because it uses a new one each time (RFC 8252 7.3). */
function isSameAddress(known: string, given: string): boolean {
  if (known === given) return true
  if (!URL.canParse(given) || !isLoopback(known)) return false
  const [a, b] = [new URL(known), new URL(given)]
  a.port = b.port
  return a.href === b.href
}

function isOurs(resource: string, base_url: string): boolean {
  return [base_url, `${base_url}${RESOURCE_PATH}`].includes(resource.replace(/\/$/, ''))
}

export function withParameters(url: string, parameters: Record<string, string | undefined>): string {
  const result = new URL(url)
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) result.searchParams.set(name, value)
  return result.href
}
