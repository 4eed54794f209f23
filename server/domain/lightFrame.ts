/** Linear light, 0–1 per channel, sRGB primaries (IEC 61966-2-1 undone). */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Side of the face grid: cells of a fixed parametrisation of the 468-point mesh. */
export const gridSide = 24

/** What one frame of a light ceremony says (liveness.md §1.5 steps 1 and 2). */
export interface LightFrame {
  /** Capture time, ms on the client's clock. */
  timeMs: number
  /** Frame size, px. */
  widthPx: number
  heightPx: number
  /** Faces over both gates. */
  faceCount: number
  /** The largest face, or null. */
  face: LightFace | null
  /** Trimmed mean of the background, or null when too little of it can be seen. */
  background: Rgb | null
  /** Usable background pixels. */
  backgroundPixels: number
}

/** The face of one frame. */
export interface LightFace {
  interOcularPx: number
  yawDeg: number
  pitchDeg: number
  rollDeg: number
  /**
   * Eye and mouth aspect ratios; the mouth's width, and the height of its outer lips, over the
   * pupils' distance (vision/measureExpression.ts).
   */
  eyeOpening: number
  mouthOpening: number
  mouthWidth: number
  lipHeight: number
  /** Luminance 0–255 down the middle of the lower face (chinStrip.ts); NaN outside the picture. */
  chin: Float32Array
  /** Point between the eyes, px. */
  centre: readonly [x: number, y: number]
  /** Box of the mesh: left, top, width, height, px. */
  box: readonly [number, number, number, number]
  /** Trimmed mean of all skin cells, linear; null when fewer than 600 pixels are usable. */
  skin: Rgb | null
  skinPixels: number
  /** Sharpness and skin luminance as for stills (domain/face.ts). */
  luminance: number
  /**
   * gridSide² cells × 3: mean linear RGB of each cell's usable pixels; NaN where there are none
   * (outside the face, eyes, mouth, lips, blown out or crushed pixels).
   */
  grid: Float32Array
  /**
   * gridSide² cells × 3: outward unit normal in camera space (x right, y down, z towards the
   * scene), so about (0, 0, −1) in the middle of a frontal face; NaN where the mesh has no point.
   */
  normals: Float32Array
  /** The same of a mean face in this pose, laid over the same mesh. */
  meanFaceNormals: Float32Array
  /**
   * gridSide² cells × 3: position in units of the inter-ocular distance, camera axes, origin
   * between the eyes; NaN where the mesh has no point. Cells are rows from the forehead down.
   */
  positions: Float32Array
}

/** Painted times of a challenge's steps, ms on the client's clock; one more than steps: the end. */
export type PaintTimeline = readonly number[]
