/** `asn1js` reads an ArrayBuffer of exactly the bytes, never a window of a larger one. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
