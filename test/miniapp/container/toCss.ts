/** WXSS → CSS: `rpx` is a 750th of the screen's width; names of WeChat's components get their prefix. */
export function toCss(wxss: string): string {
  return wxss
    .replace(/(-?\d*\.?\d+)rpx/g, (_, number: string) => `calc(100vw * ${number} / 750)`)
    .replace(/(^|[\s,>+~}])(page|view|text|button|input|image|camera)(?=[\s,.:{>+~[])/g, '$1wx-$2')
    .replace(/@import\s+(?:url\()?["'][^"']+["']\)?;?/g, '')
}
