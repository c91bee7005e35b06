import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { passkeySignIn, passkeys } from '#domains/identity/passkeys/contract.ts'
import type { SignedIn } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'

const library = () => import('@simplewebauthn/browser')
const ADDRESS = /^[\d.]+$|^\[/

/** Browsers keep passkeys for names of hosts that are served safely, not for addresses of machines. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && isSecureContext && !ADDRESS.test(location.hostname)
}

/** Signs in with whichever passkey the person chooses, or, after a password, with one of theirs. */
export async function signInByPasskey(challenge?: string): Promise<SignedIn> {
  const after = challenge ? { challenge } : {}
  const { options } = await call(passkeySignIn.start, {}, after)
  const credential = await use(options)
  return call(passkeySignIn.finish, {}, { credential, ...after })
}

/** Offers passkeys where the email is typed, and waits until one is chosen. Null: this browser doesn't offer them there. */
export async function signInByAutofill(): Promise<SignedIn | null> {
  const { browserSupportsWebAuthnAutofill } = await library()
  if (!(await browserSupportsWebAuthnAutofill())) return null
  const { options } = await call(passkeySignIn.start, {}, {})
  const credential = await use(options, true)
  return call(passkeySignIn.finish, {}, { credential })
}

export async function confirmByPasskey(): Promise<void> {
  const { options } = await call(passkeys.startConfirm, {})
  await call(passkeys.confirm, {}, { credential: await use(options) })
}

export async function addPasskey(name: string) {
  const { startRegistration } = await library()
  const { options } = await call(passkeys.start, {})
  // What the server made for the browser by the same standard.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return call(passkeys.add, {}, { name, credential: await startRegistration({ optionsJSON }) })
}

/** Ends the offer beside the email, when the page goes. */
export async function stopAutofill(): Promise<void> {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

/** The person closed the browser's dialog, or something else took its place. */
export function isDismissed(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)
}

async function use(options: Record<string, unknown>, useBrowserAutofill = false) {
  const { startAuthentication } = await library()
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return startAuthentication({ optionsJSON, useBrowserAutofill })
}
