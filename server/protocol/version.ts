/** Major, minor, patch; a part that the source leaves out counts as 0. */
export type Version = readonly [major: number, minor: number, patch: number]

/** Negative when `left` is older, 0 when equal, positive when newer: fit for `sort`. */
export function compareVersions(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

/** Reads the first three numbers of `6.7.2`, `8.0.49.2600` or `16_3`; null when it begins otherwise. */
export function parseVersion(text: string): Version | null {
  const parts = /^(\d{1,6})(?:[._](\d{1,6}))?(?:[._](\d{1,6}))?/.exec(text)
  return parts && [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)]
}

/** `6.7.2`, as a person reads it; a last part of 0 is left out (`14.3`). */
export function formatVersion([major, minor, patch]: Version): string {
  return patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`
}
