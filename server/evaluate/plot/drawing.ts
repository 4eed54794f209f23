/** Elements of an SVG picture, and the room they take from 0 down, px. */
export interface Drawing {
  content: string
  height: number
}
