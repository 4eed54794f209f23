import type { Drawing } from './drawing.ts'
import { element, text, widthOf } from './svg.ts'

const swatch = 10
const lineHeight = 17

/** Names with their colours in as many lines as they need, the first one's foot at `top`. */
export function drawLegend(
  entries: readonly { name: string; colour: string }[],
  { left, top, width }: { left: number; top: number; width: number },
): Drawing {
  let [x, y] = [left, top]
  const drawn = entries.map(({ name, colour }) => {
    const needed = swatch + 6 + widthOf(name) + 14
    if (x > left && x + needed > left + width) [x, y] = [left, y + lineHeight]
    const entry =
      element('rect', { x, y: y - swatch + 1, width: swatch, height: swatch, fill: colour }) +
      text(x + swatch + 6, y, name)
    x += needed
    return entry
  })
  return { content: drawn.join('\n'), height: y + 6 }
}
