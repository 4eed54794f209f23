/** What the face does beside being there; shares 0 … 1 in steps, so that views can be kept. */
export interface FaceExpression {
  /** 0 = closed, 1 = wide open. */
  mouthOpen: number
  /** 0 = open, 1 = both lids shut. */
  eyeClose: number
  /** −1 = lips spread, 1 = rounded (render/pose.ts). */
  lipRound: number
}

export const restingFace: FaceExpression = { mouthOpen: 0, eyeClose: 0, lipRound: 0 }

export function isResting({ mouthOpen, eyeClose, lipRound }: FaceExpression): boolean {
  return mouthOpen === 0 && eyeClose === 0 && lipRound === 0
}

/** Somebody whose face moves. */
export interface Actor {
  /**
   * @param timeMs the phone's clock
   * @param sinceStartMs since the first step was painted; −Infinity before that
   */
  expressionAt(timeMs: number, sinceStartMs: number): FaceExpression
}

/** Keeps still, as a light ceremony asks for. */
export const restingActor: Actor = { expressionAt: () => restingFace }
