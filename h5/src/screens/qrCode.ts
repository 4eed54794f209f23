import { s } from '../dom.ts'
import { qrMatrix } from '../qrMatrix.ts'

/** Modules of light around the code (ISO/IEC 18004 §5.3.8). */
const quiet = 4

/** A code to scan with the phone, or null when the address is too long for a readable one. */
export function qrCode(address: string): SVGSVGElement | null {
  const matrix = qrMatrix(address)
  if (!matrix) return null
  const side = matrix.length + quiet * 2
  const d = matrix
    .map((row, y) => row.map((on, x) => (on ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')).join(''))
    .join('')
  return s(
    'svg',
    { class: 'qr', viewBox: `0 0 ${side} ${side}`, 'aria-hidden': 'true' },
    s('path', { d }),
  )
}
