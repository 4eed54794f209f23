/** §4 of the protocol: a request may be signed at most five minutes from the server's clock. */
const windowSeconds = 300

/**
 * Is a request's timestamp within five minutes of now? Exactly 300 s on either side still is.
 *
 * @param timestamp seconds since the epoch, as the request states it
 * @param now epoch ms
 */
export function isRequestTimely(timestamp: number, now: number): boolean {
  return Math.abs(Math.floor(now / 1000) - timestamp) <= windowSeconds
}
