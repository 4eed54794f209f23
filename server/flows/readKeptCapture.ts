import { readFrameBundle } from '../domain/capture/frameBundle.ts'
import type { KeptCapture } from '../domain/capture/muxer.ts'
import { readWav } from '../domain/capture/readWav.ts'
import type { SoundTrack } from '../domain/digit/soundTrack.ts'
import type { CaptureEvidence, EvidenceStore } from '../domain/evidence.ts'

/** Where frames and sound are; what older versions kept knows no sound. */
export type CaptureMediaIds = Pick<CaptureEvidence, 'frames' | 'record'> &
  Partial<Pick<CaptureEvidence, 'sound'>>

type Evidence = Pick<EvidenceStore, 'get'>

/** Frames and sound of a kept capture; empty when they were erased meanwhile. */
export async function readKeptCapture(
  evidence: Evidence,
  ids: CaptureMediaIds,
): Promise<KeptCapture> {
  const bundle = await evidence.get(ids.frames)
  if (!bundle) return { frames: [], sound: null }
  return { frames: readFrameBundle(bundle), sound: await readSound(evidence, ids) }
}

/** Null also where the record does not say when it began: it could not be put to the pictures. */
async function readSound(
  evidence: Evidence,
  { sound, record }: CaptureMediaIds,
): Promise<SoundTrack | null> {
  if (!sound) return null
  const startMs = startOf(await evidence.get(record))
  const bytes = await evidence.get(sound)
  const wav = bytes && readWav(bytes)
  return wav && startMs !== null ? { startMs, pcm: wav.samples } : null
}

function startOf(record: Uint8Array | null): number | null {
  const { soundStartMs }: { soundStartMs?: unknown } = JSON.parse(
    record ? new TextDecoder().decode(record) : '{}',
  )
  return typeof soundStartMs === 'number' ? soundStartMs : null
}
