/**
 * A whole number in 0…count−1, count ≤ 65,536, without the bias of a bare remainder.
 *
 * @param random gives that many bytes; must be a cryptographic source outside tests
 */
export function drawBelow(count: number, random: (sizeBytes: number) => Uint8Array): number {
  const limit = 65_536 - (65_536 % count)
  for (;;) {
    const [high, low] = random(2)
    const drawn = high! * 256 + low!
    if (drawn < limit) return drawn % count
  }
}
