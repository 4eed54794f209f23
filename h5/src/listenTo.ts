import { soundProcessorName } from './soundProcessor.ts'

/** Samples, −1 to 1, one channel, in order and without gaps; `arrivedMs` on performance.now()'s clock. */
export type SoundListener = (samples: Float32Array, arrivedMs: number) => void

/** Some 85 ms: shorter ones are overwritten where the page is busy. */
const processorLength = 4096

/**
 * Hands on what the stream's microphone hears: from the audio thread by a worklet, or where there is
 * none (web views of 2019; iOS before 14.5), or none may be loaded, by a ScriptProcessorNode. Nothing is
 * played. Returns the way to stop. @throws where the stream has no sound
 */
export async function listenTo(
  context: AudioContext,
  stream: MediaStream,
  workletUrl: string,
  onSamples: SoundListener,
): Promise<() => void> {
  const source = context.createMediaStreamSource(stream)
  // A node that leads nowhere is not run by every browser.
  const mute = context.createGain()
  mute.gain.value = 0
  mute.connect(context.destination)
  const node = (await workletNode(context, workletUrl, onSamples)) ?? processor(context, onSamples)
  source.connect(node).connect(mute)
  return () => {
    source.disconnect()
    node.disconnect()
    mute.disconnect()
  }
}

async function workletNode(
  context: AudioContext,
  workletUrl: string,
  onSamples: SoundListener,
): Promise<AudioNode | null> {
  const worklet: AudioWorklet | undefined = context.audioWorklet
  if (typeof worklet?.addModule !== 'function') return null
  try {
    await worklet.addModule(workletUrl)
    const node = new AudioWorkletNode(context, soundProcessorName, {
      channelCount: 1,
      channelCountMode: 'explicit',
    })
    node.port.addEventListener('message', ({ data }) => {
      if (data instanceof Float32Array) onSamples(data, performance.now())
    })
    node.port.start()
    return node
  } catch {
    return null
  }
}

function processor(context: AudioContext, onSamples: SoundListener): AudioNode {
  const node = context.createScriptProcessor(processorLength, 1, 1)
  node.addEventListener('audioprocess', ({ inputBuffer }) => {
    // The browser writes over its buffer at the next call.
    onSamples(inputBuffer.getChannelData(0).slice(), performance.now())
  })
  return node
}
