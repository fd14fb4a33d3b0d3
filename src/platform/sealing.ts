import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

const VERSION = 's1';

/**
 * Seals a text with AES-256-GCM. `place` (case id and field name) is authenticated with it, so that a sealed value
 * moved to another field or another family does not open. Gives `s1.<nonce>.<ciphertext and tag>` in base64url.
 */
export function seal(key: Buffer, place: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Opens what `seal` gave; throws when key, place or text is not the one it was sealed with. */
export function open(key: Buffer, place: string, value: string): string {
  const [version, nonce, body] = value.split('.');
  if (version !== VERSION || !nonce || !body) throw new Error('Not a sealed value of a version this program knows.');
  const sealed = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
}

/** Length of every key. */
export const KEY_BYTES = 32;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** SHA-256 in base64url: all that is kept of a token. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** HMAC-SHA-256 in base64url. Parts are length-prefixed, so that no two lists of parts give the same bytes. */
export function hmac(key: KeyObject, ...parts: string[]): string {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
  return mac.digest('base64url');
}

/** Whether two secrets are one, in a time that tells nothing of how far they agree. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
