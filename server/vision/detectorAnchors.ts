/**
 * Anchor centres of BlazeFace in input px, x and y interleaved, in the order of the network's
 * outputs: stride 16 with two anchors a cell, then stride 32 with six (the TFJS BlazeFace graph;
 * 896 anchors at 256 px, 224 at 128 px).
 */
export function detectorAnchors(inputPx: number): Float32Array {
  const centres: number[] = []
  for (const [stride, perCell] of [
    [16, 2],
    [32, 6],
  ] as const) {
    const cells = Math.ceil(inputPx / stride)
    for (let y = 0; y < cells; y++)
      for (let x = 0; x < cells; x++)
        for (let n = 0; n < perCell; n++) centres.push((x + 0.5) * stride, (y + 0.5) * stride)
  }
  return Float32Array.from(centres)
}
