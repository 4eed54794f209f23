import type { CompareReport } from './compareFolder.ts'

const width = 860
const height = 360
const box = { left: 60, top: 50, width: 340, height: 250 }
const gap = 420

/**
 * The report as one SVG picture: histograms of genuine and impostor distances with the threshold,
 * and the detection error trade-off (FNMR over FMR, both logarithmic; ISO/IEC 19795-1).
 */
export function plotComparison(report: CompareReport, thresholdDistance: number): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${box.left}" y="24" font-size="15">1:1 comparison: ${report.people} people, ${report.photos} photos, ${report.genuinePairs} genuine and ${report.impostorPairs} impostor pairs</text>`,
    histogram(report, thresholdDistance),
    errorTradeOff(report),
    '</svg>',
  ].join('\n')
}

function histogram(report: CompareReport, thresholdDistance: number): string {
  const bins = 48
  const widest = Math.max(...report.distances.genuine, ...report.distances.impostor) * 1.02
  const x = (distance: number) => box.left + (distance / widest) * box.width
  const count = (distances: number[]) => {
    const shares = Array.from({ length: bins }, () => 0)
    for (const distance of distances) {
      const bin = Math.min(bins - 1, Math.floor((distance / widest) * bins))
      shares[bin] = shares[bin]! + 1 / distances.length
    }
    return shares
  }
  const genuine = count(report.distances.genuine)
  const impostor = count(report.distances.impostor)
  const tallest = Math.max(...genuine, ...impostor)
  const bars = (shares: number[], colour: string) =>
    shares
      .map((share, bin) => {
        const barHeight = (share / tallest) * box.height
        return `<rect x="${round(x((bin / bins) * widest))}" y="${round(box.top + box.height - barHeight)}" width="${round(box.width / bins)}" height="${round(barHeight)}" fill="${colour}" fill-opacity=".55"/>`
      })
      .join('')
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].filter(tick => tick <= widest)
  return [
    frame(box.left, 'distance of two unit embeddings', 'share of pairs'),
    bars(genuine, '#07a35a'),
    bars(impostor, '#c2410c'),
    ...ticks.map(tick => label(x(tick), box.top + box.height + 16, String(tick), 'middle')),
    `<line x1="${round(x(thresholdDistance))}" x2="${round(x(thresholdDistance))}" y1="${box.top}" y2="${box.top + box.height}" stroke="#111" stroke-dasharray="4 3"/>`,
    label(x(thresholdDistance) + 4, box.top + 14, `Sim ${report.atThreshold.sim}`, 'start'),
    label(box.left + 8, box.top + 14, 'same person', 'start', '#07a35a'),
    label(box.left + box.width - 8, box.top + 14, 'different people', 'end', '#c2410c'),
  ].join('\n')
}

function errorTradeOff(report: CompareReport): string {
  const left = box.left + gap
  const smallest = -5
  const place = (rate: number) =>
    Math.max(Math.log10(Math.max(rate, 10 ** smallest)), smallest) / -smallest
  const x = (fmr: number) => left + box.width * (1 + place(fmr))
  const y = (fnmr: number) => box.top + box.height * -place(fnmr)
  const genuine = report.distances.genuine.toSorted((a, b) => a - b)
  const impostor = report.distances.impostor.toSorted((a, b) => a - b)
  const points: string[] = []
  let falseMatches = 0
  genuine.forEach((distance, index) => {
    while (falseMatches < impostor.length && impostor[falseMatches]! <= distance) falseMatches++
    const fnmr = 1 - (index + 1) / genuine.length
    points.push(`${round(x(falseMatches / impostor.length))},${round(y(fnmr))}`)
  })
  const decades = [-5, -4, -3, -2, -1, 0]
  return [
    frame(left, 'false match rate', 'false non-match rate'),
    ...decades.map(power =>
      label(x(10 ** power), box.top + box.height + 16, `1e${power}`, 'middle'),
    ),
    ...decades.slice(1).map(power => label(left - 6, y(10 ** power) + 4, `1e${power}`, 'end')),
    `<polyline points="${points.join(' ')}" fill="none" stroke="#1d4ed8" stroke-width="2"/>`,
  ].join('\n')
}

function frame(left: number, below: string, above: string): string {
  return [
    `<rect x="${left}" y="${box.top}" width="${box.width}" height="${box.height}" fill="none" stroke="#999"/>`,
    label(left + box.width / 2, box.top + box.height + 36, below, 'middle'),
    label(left, box.top - 8, above, 'start'),
  ].join('\n')
}

function label(x: number, y: number, text: string, anchor: string, colour = '#333'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${colour}">${text}</text>`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
