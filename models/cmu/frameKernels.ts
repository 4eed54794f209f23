const preEmphasis = 0.97

/**
 * What Sphinx does to a frame up to its spectrum is linear: pre-emphasis, removal of the mean, Hamming
 * window, discrete Fourier transform. Together that is one kernel per frequency, first the cosines,
 * then the sines, each with one tap before the frame. Source: sphinxbase, fe_sigproc.c.
 *
 * @param frame samples
 * @param dftSize points, at least `frame`
 * @returns dftSize + 2 kernels of frame + 1 taps
 */
export function frameKernels({ frame, dftSize }: { frame: number; dftSize: number }): number[][] {
  const bins = Array.from({ length: dftSize / 2 + 1 }, (_, bin) => bin)
  const kernelOf = (wave: (angle: number) => number) => (bin: number) => {
    const windowed = Array.from({ length: frame }, (_, n) => {
      const window = 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (frame - 1))
      return window * wave((2 * Math.PI * bin * n) / dftSize)
    })
    const mean = windowed.reduce((sum, tap) => sum + tap, 0) / frame
    const level = [0, ...windowed.map(tap => tap - mean), 0]
    return Array.from(
      { length: frame + 1 },
      (_, n) => (level[n] ?? 0) - preEmphasis * (level[n + 1] ?? 0),
    )
  }
  return [...bins.map(kernelOf(Math.cos)), ...bins.map(kernelOf(Math.sin))]
}
