/** What a request claims about its signer; `holds` checks it against the secret key. */
export interface SignatureClaim {
  secretId: string
  holds(secretKey: string): boolean
}
