type Attributes = Record<string, string | number>

/** One element; numbers are rounded to hundredths, everything is escaped. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escape(value)}"`,
    )
    .join('')
  return content === '' ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`
}

/** A line of text; names of files and folders may hold anything. */
export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return element('text', { x, y, fill: '#333', ...attributes }, escape(words))
}

/** About how wide a text of 12 px is: sans-serif letters have some 6 px, Chinese ones 12. */
export function widthOf(words: string): number {
  return Array.from(words).reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.4), 0)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function escape(words: string): string {
  const plain = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  // Control characters are not allowed in XML at all.
  return plain.replaceAll('"', '&quot;').replaceAll(/\p{Cc}/gu, '�')
}
