/** Identity as the wire gives it: `idCard` is the 18-character resident ID number, capital X. */
export interface Identity {
  name: string
  idCard: string
}

/**
 * What an authority photo library says of an identity. The numbers are the result codes that the
 * outcome leads to (protocol/resultCodes.ts).
 */
export type AuthorityAnswer =
  | { kind: 'photo'; photo: Uint8Array }
  /** 2005: no such ID number in the library. */
  | { kind: 'idNotFound' }
  /** 2006: the number is known under another name. */
  | { kind: 'nameMismatch' }
  /** 2007: the person is known, the library holds no photo (库中无此照片). */
  | { kind: 'noPhoto' }
  /** 2008: the library did not answer in time. */
  | { kind: 'noAnswer' }
  /** 2017: the library is being upgraded. */
  | { kind: 'unavailable' }

/** An authority photo library (R35): the local one, or an operator's own gateway. */
export interface AuthorityProvider {
  findReference(identity: Identity): Promise<AuthorityAnswer>
}
