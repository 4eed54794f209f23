/** How the person holds the head in one frame. Angles in radians, lengths in metres. */
export interface Pose {
  /** > 0: looks to the picture's right. */
  yaw: number
  /** > 0: looks up. */
  pitch: number
  /** > 0: tilted clockwise in the picture. */
  roll: number
  /** From the lens to the middle of the head. */
  distanceM: number
  /** Place of the middle of the head against the optical axis: right, up. */
  offsetXM: number
  offsetYM: number
  /** 0 = closed, 1 = wide open. */
  mouthOpen: number
  /** 0 = open, 1 = both lids shut. */
  eyeClose: number
  /** > 0: lips drawn together and forward as for wu, 1 at most; < 0: drawn apart as for yi, −1 at most. */
  lipRound: number
  /** 0 = neutral, 1 = broad. */
  smile: number
}

/** Frontal, neutral, at arm's length; spread it and change what differs. */
export const frontalPose: Pose = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  distanceM: 0.36,
  offsetXM: 0,
  offsetYM: 0,
  mouthOpen: 0,
  eyeClose: 0,
  lipRound: 0,
  smile: 0,
}
