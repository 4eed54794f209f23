import { s } from './dom.ts'

/** Line drawings of the kit, 48 × 48, in the colour of the text around them. */
const paths = {
  face: [
    'M24 6c8 0 13 6 13 15 0 10-6 19-13 19S11 31 11 21C11 12 16 6 24 6Z',
    'M18 22h.1M30 22h.1M19 30c3 3 7 3 10 0',
  ],
  light: [
    'M24 14a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z',
    'M24 4v4M24 40v4M4 24h4M40 24h4M10 10l3 3M35 35l3 3M10 38l3-3M35 13l3-3',
  ],
  distance: [
    'M13 8c4 0 7 3 7 8s-3 9-7 9-7-4-7-9 3-8 7-8Z',
    'M32 12h9v20h-9zM35.500 28.500h2',
    'M8 38h32M8 38l4-3M8 38l4 3M40 38l-4-3M40 38l-4 3',
  ],
  uncovered: [
    'M24 6c8 0 13 6 13 15 0 10-6 19-13 19S11 31 11 21C11 12 16 6 24 6Z',
    'M13 25c7-3 15-3 22 0l-1 7c-6 5-14 5-20 0ZM6 6l36 36',
  ],
  brightness: [
    'M15 5h18a3 3 0 0 1 3 3v32a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3Z',
    'M24 19a5 5 0 1 1 0 10 5 5 0 0 1 0-10ZM24 13v2M24 33v2M15 24h2M31 24h2M18 18l1 1M29 29l1 1M18 30l1-1M29 19l1-1',
  ],
  shield: ['M24 5l15 5v12c0 10-6 17-15 21C15 39 9 32 9 22V10Z', 'M17 24l5 5 9-10'],
  tick: ['M24 4a20 20 0 1 1 0 40 20 20 0 0 1 0-40Z', 'M15 25l6 6 12-13'],
  again: ['M24 4a20 20 0 1 1 0 40 20 20 0 0 1 0-40Z', 'M33 24a9 9 0 1 1-3-7M31 12v6h-6'],
  warning: ['M24 6l19 34H5Z', 'M24 19v10M24 34v.1'],
  phone: ['M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z', 'M22 38h4'],
  camera: ['M7 14h7l3-5h14l3 5h7v25H7Z', 'M24 19a7 7 0 1 1 0 14 7 7 0 0 1 0-14Z'],
  network: ['M6 19c10-10 26-10 36 0M13 26c6-6 16-6 22 0M19 33c3-3 7-3 10 0', 'M24 39v.1'],
  clock: ['M24 5a19 19 0 1 1 0 38 19 19 0 0 1 0-38Z', 'M24 13v12l8 5'],
  microphone: [
    'M24 5a6 6 0 0 1 6 6v12a6 6 0 0 1-12 0V11a6 6 0 0 1 6-6Z',
    'M12 22v1a12 12 0 0 0 24 0v-1M24 35v8M17 43h14',
  ],
  quiet: ['M7 19h8l10-8v26l-10-8H7Z', 'M32 19l10 10M42 19L32 29'],
  mouth: [
    'M24 6c8 0 13 6 13 15 0 10-6 19-13 19S11 31 11 21C11 12 16 6 24 6Z',
    'M18 20h.1M30 20h.1M24 27c3 0 5 1.500 5 3.500S27 35 24 35s-5-2-5-4.500 2-3.500 5-3.500Z',
  ],
  close: ['M14 14l20 20M34 14L14 34'],
} as const

export type DrawingName = keyof typeof paths

/** Decoration only: the words beside it say the same. */
export function drawing(name: DrawingName): SVGSVGElement {
  return s(
    'svg',
    {
      viewBox: '0 0 48 48',
      class: `drawing drawing-${name}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...paths[name].map(d => s('path', { d })),
  )
}
