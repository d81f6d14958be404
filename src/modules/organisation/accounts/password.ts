import { hash, verify } from '@node-rs/argon2'
import { Refused } from '#kernel/refused.ts'

// OWASP's floor for argon2id: 19 MiB, two passes.
// (argon2id is the library's default.)
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const passwordLength = { least: 10, most: 200 }

/** The argon2id hash of a new password. @throws Refused bad-input about `field` when it is too short or too long */
export async function hashPassword(password: string, field = 'password'): Promise<string> {
  const length = [...password].length
  if (length < passwordLength.least || length > passwordLength.most) throw new Refused('bad-input', field)
  return hash(password.normalize('NFC'), settings)
}

// A hash nobody knows the password of: an unknown login costs the same time as a wrong password.
const nobodysHash = hash(crypto.randomUUID(), settings)

export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobodysHash), password.normalize('NFC').slice(0, passwordLength.most))
  return stored !== null && fits
}
