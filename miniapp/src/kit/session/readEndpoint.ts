/** Where the server is, ending in a slash; null when it is no http(s) address. Mini programs have no URL. */
export function readEndpoint(given: string): string | null {
  const address = /^(https?:\/\/[^\s?#]+)[^\s]*$/i.exec(given)?.[1]
  return address === undefined ? null : address.replace(/\/*$/, '/')
}
