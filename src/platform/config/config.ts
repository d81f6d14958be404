import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { cannotStart } from './problem.ts'

/** The repository's folder: relative paths count from here, so a setting means the same wherever the command is typed. */
export const repositoryFolder = path.resolve(import.meta.dirname, '..', '..', '..')

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/
const addressOrRange = /^(loopback|uniquelocal|linklocal|[0-9a-f.:]+(\/\d{1,3})?)$/i

const folder = z.string().transform((value) => path.resolve(repositoryFolder, value))

/** A setting: its shape, its words for the generated page, and whether its value must not be printed. */
type Setting<Shape extends z.ZodType> = { shape: Shape; otherwise: string; means: string; fix: string; secret?: true }

const setting = <Shape extends z.ZodType>(of: Setting<Shape>): Setting<Shape> => of

/** Every setting of the environment. The page of settings and the sentences at start are printed from this table. */
export const settings = {
  PORT: setting({
    shape: z.coerce.number().int().min(1).max(65_535).nullable().default(null),
    otherwise: '8080, or the next free one',
    means: 'Port that the application listens on.',
    fix: 'một số từ 1 đến 65535 | a number from 1 to 65535',
  }),
  HOST: setting({
    shape: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    otherwise: '127.0.0.1',
    means: 'Address that the application listens on. Anything but loopback needs an https PUBLIC_URL.',
    fix: 'một địa chỉ của máy này, ví dụ 127.0.0.1 hoặc 0.0.0.0 | an address of this machine, 127.0.0.1 or 0.0.0.0 say',
  }),
  DATA_DIR: setting({
    shape: folder.default(path.join(repositoryFolder, 'var')),
    otherwise: './var',
    means: 'Folder of the embedded database, files and keys. A relative path counts from the repository.',
    fix: 'đường dẫn của một thư mục | the path of a folder',
  }),
  DATABASE_URL: setting({
    shape: z
      .string()
      .regex(/^postgres(ql)?:\/\/.+/)
      .nullable()
      .default(null),
    otherwise: 'the embedded PostgreSQL under DATA_DIR',
    means: 'External PostgreSQL 15 or newer, as the owner of the database.',
    fix: 'địa chỉ dạng postgres://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu | an address like postgres://user:password@host:5432/database',
    secret: true,
  }),
  BLOB_URL: setting({
    shape: z
      .string()
      .regex(/^file:\/\/\/.+/)
      .nullable()
      .default(null),
    otherwise: 'the folder blobs under DATA_DIR',
    means: 'Folder that keeps the large files, as a file URL.',
    fix: 'địa chỉ dạng file:///duong/dan/thu-muc | an address like file:///path/of/folder',
    secret: true,
  }),
  PUBLIC_URL: setting({
    shape: z
      .url({ protocol: /^https?$/ })
      .transform((value) => value.replace(/\/+$/, ''))
      .nullable()
      .default(null),
    otherwise: 'http://HOST:PORT',
    means: 'Address that people type. Cookies are Secure when it is https.',
    fix: 'địa chỉ dạng https://lienthong.tinh.gov.vn | an address like https://lienthong.example.vn',
  }),
  TRUSTED_PROXIES: setting({
    shape: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(z.string().regex(addressOrRange)))
      .default([]),
    otherwise: 'none',
    means: 'Addresses or ranges of the proxies in front, whose X-Forwarded-* headers are believed; separated by commas.',
    fix: 'các địa chỉ IP hoặc dải địa chỉ, cách nhau bằng dấu phẩy, ví dụ 127.0.0.1,10.0.0.0/8 | IP addresses or ranges separated by commas, 127.0.0.1,10.0.0.0/8 say',
  }),
  PKCS11_MODULE: setting({
    shape: z
      .string()
      .regex(/^\/.+\.so[\d.]*$/)
      .nullable()
      .default(null),
    otherwise: 'none',
    means: 'Driver of the tokens and security modules that hold signing keys (PKCS#11); needs pkcs11-tool of OpenSC.',
    fix: 'đường dẫn của thư viện .so | the path of a library .so',
  }),
  ROLE: setting({
    shape: z.enum(['web', 'worker', 'all']).default('all'),
    otherwise: 'all',
    means: 'What this process does: web answers people, worker does the jobs, all does both.',
    fix: 'web, worker hoặc all | web, worker or all',
  }),
  DEMO_HISTORY: setting({
    shape: z.enum(['yes', 'no']).default('yes'),
    otherwise: 'yes',
    means: 'Whether a new demonstration is given twelve months of past, or only its people, books and keys.',
    fix: 'yes hoặc no | yes or no',
  }),
  LOG_LEVEL: setting({
    shape: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    otherwise: 'info',
    means: 'How much the structured log tells.',
    fix: 'fatal, error, warn, info, debug, trace hoặc silent | fatal, error, warn, info, debug, trace or silent',
  }),
}

export type Name = keyof typeof settings
type Value<Of extends Name> = z.output<(typeof settings)[Of]['shape']>

/** The settings of one process. Paths are absolute; null means "not set" where a default is computed elsewhere. */
export type Config = {
  /** Null: 8080, else the next free one. */
  port: Value<'PORT'>
  host: Value<'HOST'>
  dataDir: Value<'DATA_DIR'>
  /** Null: embedded under `dataDir`. */
  databaseUrl: Value<'DATABASE_URL'>
  /** Null: `blobs` under `dataDir`. */
  blobUrl: Value<'BLOB_URL'>
  /** Without a slash at its end. Null: http with host and port. */
  publicUrl: Value<'PUBLIC_URL'>
  trustedProxies: Value<'TRUSTED_PROXIES'>
  /** Null: no tokens. */
  pkcs11Module: Value<'PKCS11_MODULE'>
  role: Value<'ROLE'>
  demoHistory: Value<'DEMO_HISTORY'>
  logLevel: Value<'LOG_LEVEL'>
}

export type Environment = Readonly<Record<string, string | undefined>>

function read<Of extends Name>(env: Environment, name: Of): Value<Of> {
  // An empty variable is how a unit file or a container unsets one.
  const given = env[name]?.trim() || undefined
  const { shape, fix } = settings[name]
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data as Value<Of>
  const [vietnamese = '', english = ''] = fix.split(' | ')
  throw cannotStart(
    `Cấu hình sai: ${name} phải là ${vietnamese}. Hãy sửa hoặc bỏ biến ${name} rồi chạy lại.`,
    `Wrong setting: ${name} must be ${english}. Correct or unset ${name} and start again.`,
  )
}

/**
 * Reads the settings from an environment (`process.env`), once per process.
 * Throws `cannot-start` with a sentence that says what to do. Settings that are not known are no concern of ours.
 */
export function readConfig(env: Environment): Config {
  const config: Config = {
    port: read(env, 'PORT'),
    host: read(env, 'HOST'),
    dataDir: read(env, 'DATA_DIR'),
    databaseUrl: read(env, 'DATABASE_URL'),
    blobUrl: read(env, 'BLOB_URL'),
    publicUrl: read(env, 'PUBLIC_URL'),
    trustedProxies: read(env, 'TRUSTED_PROXIES'),
    pkcs11Module: read(env, 'PKCS11_MODULE'),
    role: read(env, 'ROLE'),
    demoHistory: read(env, 'DEMO_HISTORY'),
    logLevel: read(env, 'LOG_LEVEL'),
  }
  if (!loopback.test(config.host) && !config.publicUrl?.startsWith('https://')) {
    throw cannotStart(
      `HOST=${config.host} mở ứng dụng ra mạng, nên PUBLIC_URL phải là một địa chỉ https (qua máy chủ TLS đứng trước). Hãy đặt PUBLIC_URL=https://… hoặc bỏ HOST để chỉ nghe trên máy này.`,
      `HOST=${config.host} opens the application to the network, so PUBLIC_URL must be an https address (of the TLS server in front). Set PUBLIC_URL=https://… or unset HOST to listen on this machine only.`,
    )
  }
  return config
}

/** Folder of the large files. */
export const blobFolderOf = ({ blobUrl, dataDir }: Config): string =>
  blobUrl ? fileURLToPath(blobUrl) : path.join(dataDir, 'blobs')

/** The settings as lines for people, `[NAME, value]`; what may hold a password shows only its host and path. */
export function describeConfig(config: Config): [Name, string][] {
  const shown: Record<Name, string | number | null> = {
    PORT: config.port,
    HOST: config.host,
    DATA_DIR: config.dataDir,
    DATABASE_URL: config.databaseUrl && redacted(config.databaseUrl),
    BLOB_URL: config.blobUrl && redacted(config.blobUrl),
    PUBLIC_URL: config.publicUrl,
    TRUSTED_PROXIES: config.trustedProxies.join(',') || null,
    PKCS11_MODULE: config.pkcs11Module,
    ROLE: config.role,
    DEMO_HISTORY: config.demoHistory,
    LOG_LEVEL: config.logLevel,
  }
  return Object.entries(shown).map(([name, value]) => [
    name as Name,
    value === null ? settings[name as Name].otherwise : `${value}`,
  ])
}

function redacted(url: string): string {
  const { protocol, host, pathname } = URL.parse(url) ?? { protocol: '', host: '***', pathname: '' }
  return `${protocol}//${host}${pathname}`
}
