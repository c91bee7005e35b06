/** Every way in which the product refuses a request, and the HTTP status of each. */
const STATUS = {
  invalid: 400,
  broken_off: 400,
  organization_required: 400,
  unauthenticated: 401,
  second_factor_required: 401,
  forbidden: 403,
  unverified: 403,
  second_factor_setup_required: 403,
  reauthentication_required: 403,
  missing: 404,
  conflict: 409,
  duplicate: 409,
  in_use: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  quota_exceeded: 413,
  unsupported: 415,
  out_of_range: 416,
  refused: 422,
  locked: 423,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS

export function statusOf(code: ErrorCode): number {
  return STATUS[code]
}

/** A failure that the caller caused and can read about. Any other throw is a bug and answers 500. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  /** Machine-readable details beside the sentence: the field, the seconds to wait, the record that exists. */
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  get status(): number {
    return statusOf(this.code)
  }
}

export function demand(allowed: boolean, what: string): asserts allowed {
  if (!allowed)
    throw new AppError('forbidden', `You don’t have permission to ${what}. Contact an administrator.`)
}

export function found<T>(row: T | undefined | null, what: string): T {
  if (row === undefined || row === null) throw new AppError('missing', `${capitalize(what)} not found.`)
  return row
}

const capitalize = (what: string) => what.charAt(0).toUpperCase() + what.slice(1)

/** What is said of a duplicate, by the unique constraint that refuses it, and the field beside which a form says it. */
export type Duplicates = Record<string, { sentence: string; field?: string }>
