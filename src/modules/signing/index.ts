/** The door of signing: keys, trusted authorities, and signing PDF files. It never knows what it signs. */
export { mayTrust } from './anchors/anchor.policy.ts'
export { type Anchor, anchorCertificates, anchorsInUse } from './anchors/anchor.sql.ts'
export { importAnchors } from './anchors/import.ts'
export { removeAnchor } from './anchors/remove.ts'
export { type Authority, type CertificateRequest, issueCertificate, makeAuthority } from './authority/authority.ts'
export { type CertificateCard, certificateOf, expiringSoon } from './keys/certificate-of.ts'
export { changePin } from './keys/change-pin.ts'
export { grantAgencyKey } from './keys/grant.ts'
export { certificatesHome } from './keys/home.load.ts'
export { importKey } from './keys/import.ts'
export { type Holder, mayImport } from './keys/key.policy.ts'
export type { HolderKind, Key } from './keys/key.ts'
export { type OpenedKey, openKey } from './keys/open.ts'
export { mostWrongPins, shortestPin } from './keys/pin.ts'
export { revokeKey } from './keys/revoke.ts'
export { withdrawAgencyKey } from './keys/withdraw.ts'
export { keysOfPerson } from './leavers/keys-of-person.ts'
export { certify } from './pdf/certify.ts'
export { fillNumber } from './pdf/fill.ts'
export { judgePdf } from './pdf/judge.ts'
export { prepareFields } from './pdf/prepare.ts'
export { seal as sealPdf } from './pdf/seal.ts'
export { putSealImage, sealImage } from './seals/seal-image.ts'
export { type Signer, type SignerAlgorithm, signerAlgorithms } from './signer.ts'
export type { Trust } from './verify/certificates.ts'
export { judgeFile } from './verify/judge.ts'
export { type SignatureFacts, signatureLine } from './verify/line.vi.ts'
export { reasonWords as signatureReasonWords } from './verify/reasons.vi.ts'
export { trustedIn } from './verify/trusted.ts'
export {
  type Judged,
  type JudgedSignature,
  type Reason as SignatureReason,
  rulesOf as judgingRules,
  type Verdict,
} from './verify/verdict.ts'
