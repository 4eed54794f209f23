/** Bytes that recorded captures may hold together. */
export interface ByteBudget {
  /** False, and nothing taken, when not so many, and `spareBytes` beside them, are left. */
  take(bytes: number, spareBytes?: number): boolean
  giveBack(bytes: number): void
}

export function createByteBudget(maxBytes: number): ByteBudget {
  let left = maxBytes
  return {
    take(bytes, spareBytes = 0) {
      if (bytes + spareBytes > left) return false
      left -= bytes
      return true
    },
    giveBack(bytes) {
      left += bytes
    },
  }
}
