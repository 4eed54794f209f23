/** A size for people: `3 MB` where it is whole megabytes, else whole kilobytes, else bytes. */
export function formatSize(sizeBytes: number): string {
  const kilobytes = sizeBytes / 1024
  if (!Number.isInteger(kilobytes)) return `${sizeBytes} bytes`
  return Number.isInteger(kilobytes / 1024) ? `${kilobytes / 1024} MB` : `${kilobytes} KB`
}
