import { createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

/** A key pair as Microsoft's login would hold, and the tokens it signs. */
export interface Keys {
  /** The public half, as a JWKS lists it: endorsed for Teams. */
  readonly jwk: object;
  sign(claims: Claims): string;
  /** The same claims under `alg: none`. */
  unsigned(claims: Claims): string;
}

export function createKeys(): Keys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();

  return {
    jwk: { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] },
    sign(claims) {
      const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    unsigned(claims) {
      return `${encode({ alg: 'none', typ: 'JWT', kid })}.${encode(claims)}.`;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
