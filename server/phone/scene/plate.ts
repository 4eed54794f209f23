/**
 * One view through the lens, lit but not yet exposed: light adds up, so a plate gives the picture
 * under any colour of the screen as room + screen × colour. Linear RGB, three numbers a pixel, lens
 * blur included.
 */
export interface Plate {
  widthPx: number
  heightPx: number
  /** Luminance under the room's light, and what shines by itself, cd/m². */
  room: Float32Array
  /** Luminance per unit luminance of the phone's screen; null = it does not answer to it. */
  screen: Float32Array | null
}

/** A plate as it stands in one frame. */
export interface View<P extends Plate = Plate> {
  plate: P
  /** Whole pixels by which the picture is moved right and down. */
  shiftXPx: number
  shiftYPx: number
}

/** Size of a picture and its lens. */
export interface PictureSize {
  widthPx: number
  heightPx: number
}
