import { createGenuineScene } from '../scene/genuineScene.ts'
import type { CreateScene } from '../scene/scene.ts'

/** Somebody else, alive, in an honest ceremony: only the comparison can tell. */
export const createOtherPersonScene: CreateScene = setup =>
  createGenuineScene({ ...setup, head: setup.otherHead() })
