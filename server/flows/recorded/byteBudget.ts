/** Bytes that recorded captures may hold together. */
export interface ByteBudget {
  /** False, and nothing taken, when not so many are left. */
  take(bytes: number): boolean
  giveBack(bytes: number): void
}

export function createByteBudget(maxBytes: number): ByteBudget {
  let left = maxBytes
  return {
    take(bytes) {
      if (bytes > left) return false
      left -= bytes
      return true
    },
    giveBack(bytes) {
      left += bytes
    },
  }
}
