/** What an operator may set at the gateway. */
export interface GatewayOptions {
  /**
   * Largest body in bytes. Documented media limits add up to 11 MB of base64 while the reference
   * service's envelope stops at 10 MB (T8); 12 MiB lets every documented request through.
   */
  maxBodyBytes: number
  /** Names (with port, where there is one) that clients sign but a proxy does not pass on. */
  publicHosts: readonly string[]
  /** Take X-Forwarded-Host as a signed host; only behind a proxy that sets it itself. */
  trustForwardedHost: boolean
  /** Accept X-TC-Content-SHA256: UNSIGNED-PAYLOAD (T9): the body is then not signed. */
  allowUnsignedPayload: boolean
  /** Insist on this service name in the credential scope, e.g. `faceid`; null = any (T4). */
  serviceName: string | null
}

/** Defaults for a server that clients reach directly. */
export const defaultGatewayOptions: GatewayOptions = {
  maxBodyBytes: 12 * 1024 * 1024,
  publicHosts: [],
  trustForwardedHost: false,
  allowUnsignedPayload: false,
  serviceName: null,
}
