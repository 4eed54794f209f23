/** A point in image pixels; origin top left. */
export type Point = readonly [x: number, y: number]

/** Everything measured of one face in one still image. */
export interface FaceMeasurement {
  /** Box of the detector, px: left, top, width, height. */
  box: readonly [number, number, number, number]
  /** Detector confidence 0–1. */
  confidence: number
  /** Probability 0–1 of the mesh model that there is a face in its crop. */
  meshFlag: number
  /** 468 mesh points in image px, x,y,z interleaved (1404 numbers). */
  landmarks: Float32Array
  /** Distance of the pupils' centres, px. */
  interOcularPx: number
  /** Degrees; 0 = frontal. yaw > 0: the person looks to the image's right. pitch > 0: up. */
  yawDeg: number
  pitchDeg: number
  rollDeg: number
  /** Sharpness of the aligned face at a fixed scale; see vision/measureFace.ts. */
  sharpness: number
  /** Mean luminance of the face's skin, 0–255. */
  luminance: number
  /** Share 0–1 of the face's skin pixels that are blown out / crushed. */
  overexposed: number
  underexposed: number
  /** 0–1; how much of the lower face or an eye looks covered; see vision/measureFace.ts. */
  occlusion: number
  /** Share 0–1 of the face oval that lies outside the picture. */
  outside: number
}

/**
 * What a picture shows of a screen or a sheet of paper in front of the camera. Weak evidence: a clean
 * picture proves nothing; see domain/pad/padLimits.ts.
 */
export interface PadSignals {
  /**
   * How far the strongest periodic pattern (moiré, pixel raster, print raster) stands out of the face's
   * spectrum at its own frequency; about 1 without one.
   */
  rasterPeak: number
  /**
   * Share 0–1 of the four sides on which a long straight edge, parallel to the picture's, runs beside
   * the face as the rim of a device or sheet does.
   */
  rim: number
  /** Share 0–1 of the four sides on which a narrow straight band runs, as the bezel of a device does. */
  bezel: number
}

/** Why an image could not even be looked at. */
export type ImageFault =
  | 'empty'
  | 'notAnImage'
  | 'unsupportedFormat'
  | 'truncated'
  | 'animated'
  | 'tooManyPixels'
  | 'tooSmall'

/** Result of looking at one still image. */
export type PhotoAnalysis =
  | { ok: false; fault: ImageFault; detail: string }
  | {
      ok: true
      /** After EXIF orientation, px. */
      width: number
      height: number
      /** Largest first; only those over both gates (detector confidence ≥ .5 and mesh flag > .5). */
      faces: FaceMeasurement[]
      /** Unit-norm 128-d embedding of the largest face (mirror sum); null without a face. */
      embedding: Float32Array | null
      /**
       * Passive presentation attack detection on the largest face: 0 (attack) to 1 (bona fide), of the
       * model in slot pad; null without a face, while the slot is empty, or when not asked for.
       */
      padScore?: number | null
      /** Traces of a screen or print around the largest face; null without a face, or when not asked for. */
      padSignals?: PadSignals | null
      /** What the work cost: ms of the worker in all, and inside ONNX Runtime. */
      cost: { totalMs: number; inferenceMs: number }
    }

export interface LookOptions {
  /** Whether to look for presentation attacks; default true. */
  needsPad?: boolean
}

/** The models' side of a verification; implemented by vision/, faked only in unit tests of flows. */
export interface Vision {
  /** `needsPad` false: padScore and padSignals are of no use to the caller, and null. */
  analysePhoto(image: Uint8Array, options?: LookOptions): Promise<PhotoAnalysis>
  close(): Promise<void>
}
