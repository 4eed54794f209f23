import { soundProcessorName } from './soundProcessor.ts'

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort
  abstract process(inputs: readonly (readonly Float32Array[])[]): boolean
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Samples in one message: some 20 ms, so that the page is not woken for every 128. */
const batchLength = 1024
/** Of Web Audio (§1.1.2 render quantum); given where the input has fallen silent altogether. */
const quantum = new Float32Array(128)

/** Sends what it hears to the page, every sample once: runs on the audio thread, as sound.js. */
registerProcessor(
  soundProcessorName,
  class extends AudioWorkletProcessor {
    private batch = new Float32Array(batchLength)
    private filled = 0

    process(inputs: readonly (readonly Float32Array[])[]): boolean {
      for (const sample of inputs[0]?.[0] ?? quantum) {
        this.batch[this.filled++] = sample
        if (this.filled < batchLength) continue
        this.port.postMessage(this.batch, [this.batch.buffer])
        this.batch = new Float32Array(batchLength)
        this.filled = 0
      }
      return true
    }
  },
)
