/** The algorithms that the platform signs with (Circular 15/2025: no SHA-1, RSA from 2048 bits, ECDSA from 256). */
export const signerAlgorithms = ['RSA-SHA256', 'ECDSA-P256-SHA256', 'ECDSA-P384-SHA384'] as const
export type SignerAlgorithm = (typeof signerAlgorithms)[number]

/** What an algorithm hashes with. */
export const hashOf = (algorithm: SignerAlgorithm) => (algorithm === 'ECDSA-P384-SHA384' ? 'sha384' : 'sha256')

/**
 * An opened key, ready to sign; whoever holds it never sees the private key itself.
 * `chain` is DER, leaf first. `sign` takes the bytes themselves (it hashes them itself) and answers with
 * RSASSA-PKCS1-v1_5, or with ECDSA in the DER form that CMS carries.
 */
export type Signer = {
  chain: Uint8Array[]
  algorithm: SignerAlgorithm
  sign(toBeSigned: Uint8Array): Promise<Uint8Array>
}
