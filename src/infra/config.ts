import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'

const url = z.url().optional()
const oidc = { issuer: url, client_id: z.string().optional(), client_secret: z.string().optional() }

const NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', more] = text.trim().split('/')
  if (NETWORKS.has(text.trim())) return true
  return more === undefined && isIP(address) > 0 && Number(bits) >= 0 && Number(bits) <= 128 && bits !== ''
}

const ACCEPTED_FILES =
  'pdf,doc,docx,xls,xlsx,ppt,pptx,odt,ods,odp,rtf,txt,md,csv,tsv,xml,json,html,htm,eml,msg,mbox,dat,ics,vcf,jpg,jpeg,png,gif,webp,heic,heif,tif,tiff,bmp,svg,avif,zip,mp4,mov,m4v,m4a,mp3,wav,dwg,dxf,pages,numbers,key,p7s,p7m'

/** File name extensions, separated by commas. */
const FileEndings = z.string().regex(/^[a-z0-9]{1,20}(,[a-z0-9]{1,20})*$/, 'is not a list like pdf,docx')

/** Everything that can be configured, by environment variable. A test checks `docs/configuration.md` against this. */
export const Settings = z.object({
  DEEDLINE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The address used in emails and links. Defaults to the address that the server listens on. */
  BASE_URL: url,
  DATA_DIR: z.string().default('./data'),
  DEEDLINE_SECRET: z.string().optional(),
  /** For `deedline mcp`: the server to connect to, and the API key to use. */
  DEEDLINE_URL: url,
  DEEDLINE_API_KEY: z.string().optional(),
  DATABASE_URL: url,
  DATABASE_POOL_URL: url,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  DATABASE_PREPARE: z.stringbool().optional(),
  DATABASE_POOL_SIZE_WORKER: z.coerce.number().int().min(1).max(500).default(5),
  JOB_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(4),
  READER_PROCESSES: z.coerce.number().int().min(1).max(64).default(3),
  REDIS_URL: url,
  CLICKHOUSE_URL: url,
  S3_ENDPOINT: url,
  S3_BUCKET: z.string().default('deedline'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: url,
  MAIL_FROM_NAME: z.string().default('Deedline'),
  MAIL_FROM: z.email().default('no-reply@deedline.example'),
  SMS_URL: url,
  SMS_ACCOUNT_SID: z.string().optional(),
  SMS_AUTH_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  GOOGLE_ISSUER: z.url().default('https://accounts.google.com'),
  GOOGLE_CLIENT_ID: oidc.client_id,
  GOOGLE_CLIENT_SECRET: oidc.client_secret,
  MICROSOFT_ISSUER: z.url().default('https://login.microsoftonline.com/common/v2.0'),
  MICROSOFT_CLIENT_ID: oidc.client_id,
  MICROSOFT_CLIENT_SECRET: oidc.client_secret,
  SECOND_OPINION_URL: url,
  SECOND_OPINION_KEY: z.string().optional(),
  SECOND_OPINION_MODEL: z.string().optional(),
  ACCEPTED_FILES: FileEndings.default(ACCEPTED_FILES),
  MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(5 * 1024 ** 3),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(6_000),
  RATE_LIMIT_PER_ADDRESS: z.coerce.number().int().min(1).default(30_000),
  /** The proxies whose X-Forwarded-For is trusted, from the right: addresses, networks, or names such as loopback. */
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => text.split(',').every(isNetwork),
      'name the addresses of your proxies, such as "loopback" or "10.0.0.0/8": true would trust any client',
    )
    .optional(),
  /** Allows webhooks to use http:// and private addresses, for example a service on the same network. */
  WEBHOOKS_ALLOW_PRIVATE: z.stringbool().default(false),
  /** Lets a client that sends this token as a bearer read /metrics from another machine. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
})

export type Config = z.output<typeof Settings> & {
  DEEDLINE_SECRET: string
  BASE_URL: string
  LOG_LEVEL: string
}

/**
 * Reads the environment once, before anything starts. Throws AppError('refused') with one sentence per problem.
 * Production requires an explicit secret and a mail server; elsewhere a secret is generated and stored.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError('refused', `The configuration is invalid. ${faults.join('. ')}.`)
  }
  const settings = parsed.data
  const data_dir = resolve(settings.DATA_DIR)
  if (settings.DEEDLINE_ENV === 'production') checkProduction(settings)
  return {
    ...settings,
    DATA_DIR: data_dir,
    LOG_LEVEL: settings.LOG_LEVEL ?? (settings.DEEDLINE_ENV === 'production' ? 'info' : 'warn'),
    DEEDLINE_SECRET: settings.DEEDLINE_SECRET ?? keptSecret(data_dir),
    BASE_URL: (settings.BASE_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/$/, ''),
  }
}

/** Where `deedline mcp` connects: a running server, or the one on this machine. Throws AppError('refused'). */
export function readConnection(environment: Record<string, string | undefined>): {
  url: string
  api_key: string
} {
  // A client needs none of the server's settings.
  const unused = { DEEDLINE_ENV: 'test', DEEDLINE_SECRET: 'unused' }
  const { BASE_URL, DEEDLINE_URL, DEEDLINE_API_KEY } = readConfig({ ...environment, ...unused })
  if (!DEEDLINE_API_KEY)
    throw new AppError('refused', 'Set DEEDLINE_API_KEY to a key from Settings > API keys.')
  return { url: DEEDLINE_URL ?? BASE_URL, api_key: DEEDLINE_API_KEY }
}

function checkProduction({ DEEDLINE_SECRET, SMTP_URL, BASE_URL }: z.output<typeof Settings>): void {
  const secret = DEEDLINE_SECRET ?? ''
  if (secret.length < 32 || new Set(secret).size < 12)
    throw new AppError(
      'refused',
      'DEEDLINE_SECRET is missing or weak. Set it to at least 32 random characters, for example the output of "openssl rand -base64 48".',
    )
  if (!SMTP_URL) throw new AppError('refused', 'SMTP_URL is missing: production needs a mail server.')
  if (!BASE_URL)
    throw new AppError('refused', 'BASE_URL is missing: it’s the address that people see in emails.')
}

function keptSecret(data_dir: string): string {
  const file = join(data_dir, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(data_dir, { recursive: true, mode: 0o700 })
  const secret = randomBytes(48).toString('base64url')
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
  return secret
}
