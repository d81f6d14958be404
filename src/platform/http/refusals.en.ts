import type { RefusalCode } from '#kernel/refused.ts'
import type { Language } from './language.ts'
import { refusalWords } from './refusals.vi.ts'

/** The English twin of `refusals.vi.ts`: what is not possible, and what to do. */
const english: Record<RefusalCode, string> = {
  'wrong-state': 'This can no longer be done: the document has moved on. Reload the page to see its present state.',
  'not-allowed': 'Your present role may not do this. Change your role or ask somebody who may.',
  'not-found': 'Not found, or you may not see it.',
  'bad-input': 'Something in the form is not right. Mend the marked places and send it again.',
  'secret-material': 'This system takes no classified material. Send it by the way for classified documents. Nothing was stored.',
  'day-past': 'This deadline has passed. Set today or a later day.',
  'day-to-come': 'This day has not come yet. Enter today or an earlier day.',
  'signed-too-early':
    'It is said to be signed before the agency or the signer’s post began. Look at the day on the paper, or choose the right signer in the draft.',
  'book-closed': 'The book is closed and gives no more numbers. Choose another book or ask the administrator.',
  'changed-meanwhile': 'Somebody else has just changed this. Look at the new version and go on; what you typed is kept.',
  'wrong-pin': 'The PIN is wrong. Type it again.',
  'key-locked': 'The signing key is locked after too many wrong PINs. Import the certificate again to open it.',
  'no-key': 'There is no signing key to use. Import a certificate before signing.',
  'no-seal-image':
    'The agency has no picture of its seal. Upload the PNG on the page of the agency’s certificate, then issue again.',
  'certificate-expired': 'The certificate has expired. Import a new one.',
  'certificate-not-yet-valid': 'The certificate is not valid yet. Use it from its first day on.',
  'pin-too-short': 'The PIN needs at least 8 characters.',
  'unreadable-key-file': 'The key file cannot be read. Choose the .p12 or .pfx file that the authority gave you.',
  'wrong-file-password': 'The password of the key file is wrong. Type the one that came with the file.',
  'key-unsuitable':
    'This key cannot sign documents here. Ask the authority for a signing certificate (RSA from 2048 bits, or ECDSA P-256 or P-384).',
  'foreign-certificate': 'The certificate bears another name. Import a certificate of your own.',
  'unreadable-certificate': 'The certificate cannot be read. Choose a .cer, .crt or .pem file.',
  'not-an-authority': 'This is not the certificate of an authority. Choose the file of the certification authority.',
  'unreadable-list': 'The list of revoked certificates cannot be read. Choose a whole .crl file (not a delta), DER or PEM.',
  'foreign-list': 'No trusted authority signed this list. Import the certificate of its authority first.',
  'older-list': 'This list is older than the one in use. Fetch the latest list of the authority.',
  'demonstration-material': 'This certificate belongs to a demonstration and is refused by a real installation.',
  'key-not-wrapped-here': 'This key was stored by another installation. Restore its secrets, or import the certificate again.',
  'key-on-token':
    'This key lies on a token: change its PIN with the software of the token; others import it from the token themselves.',
  'token-unreachable':
    'The token that holds the key could not be used. Check that it is plugged in, and its name, and try again.',
  'remote-refused': 'The service of remote signing did not sign. Check the PIN and the one-time code and try again.',
  'key-at-desk':
    'The signing key lies on a device at your own machine. Start the signing program there and press Sign with the device.',
  'wrong-signature':
    'The signature does not fit the certificate and the document. Check the device and sign again; nothing was stored.',
  'held-over': 'This signing is older than ten minutes or was used already. Press sign again.',
  'desk-attachments':
    'The attachments are files of their own and each needs a signature, which a device at your own machine does not give yet. Seal with a key at the server, or put the attachments into the document.',
  'paper-needs-basis': 'Paper needs its legal basis. Name it for each recipient that gets paper.',
  'no-recipient': 'There is no recipient. Choose at least one.',
  'unreachable-recipient': 'The recipient has no electronic channel. Choose paper and name its basis.',
  'dissolved-recipient': 'A recipient is no longer in force. Take it out and choose its successor.',
  'no-such-number': 'The book of this year has no such number to insert after. Look it up in the book and type it again.',
  'nothing-to-replace': 'What is to be replaced is not issued, is being recalled or was replaced already. Choose another one.',
  'signer-without-competence': 'The signer may not sign in this capacity. Choose another signer or another capacity.',
  'duplicate-document': 'This document is in the book already. Look at the entry before registering it again.',
  'too-large': 'The file or the form is too large. Choose a smaller file. Nothing was stored.',
  'unreadable-file': 'The file cannot be read. See whether it opens, then choose it again.',
  'file-protected':
    'The file has a password or is locked. Take the password off, save it and choose the new file. Nothing was stored.',
  'file-with-script':
    'The file holds a script that runs by itself. Print it as a plain PDF and choose that one. Nothing was stored.',
  'hidden-content':
    'The file holds a command or hidden content that is not taken. Print it as a plain PDF and choose that one; the file in the draft stays.',
  'hidden-unconfirmed': 'The file has points to look at before signing. Look at each, tick that you have, and sign then.',
  'too-many-files': 'Too many files at once. Choose fewer and send again. Nothing was stored.',
  'wrong-password': 'The user name or the password is wrong.',
  'account-locked': 'The account is locked. Ask the administrator of your agency.',
  'too-many-tries': 'Too many tries. Wait a few minutes and try again.',
  'link-spent': 'The link was used or has expired. Ask your administrator for a new one.',
  'already-there': 'This name or code is taken. Use another one.',
  'in-use': 'It cannot be ended while units or people are still inside. Move them first.',
  'last-administrator': 'This is the last administrator of the province. Give that role to somebody else first.',
  'recall-waits': 'The sender asks for this document back. Answer the recall first: agreeing gives it back.',
  'recall-too-late': 'The time in which this could be recalled is over. Issue a replacing document instead.',
  'signature-alone': 'The signature came without its file. Choose the signed file as well, one signature for each file.',
  'scan-missing': 'The scan is missing. Add the scanned file first.',
  'not-read': 'The document has not been opened. Open it, or tick it as read, and sign then.',
  'no-converter':
    'The server has no LibreOffice and cannot turn a Word file into PDF. Save the file as PDF and upload that, or ask the administrator to install the package libreoffice-writer-nogui.',
  'unprintable-sign':
    'The document has a sign that its font cannot print (a symbol, a pictogram, a mark from Word). Take it out and submit again.',
  'storage-full': 'The storage is full; nothing could be saved yet. Nothing is lost; tell the administrator and try again.',
}

/** The sentence for a refusal in the language of the page. */
export const refusalSentence = (code: RefusalCode, language: Language): string =>
  (language === 'en' ? english : refusalWords)[code]
