import { buildModels } from '../../models/build/buildModels.ts'
import { benchModels, type ModelsReport } from '../bench/benchModels.ts'
import { benchPhoto, type PhotoReport } from '../bench/benchPhoto.ts'
import { runCommand, UsageError } from './command.ts'
import { createProgress } from './progress.ts'

const usage = `npm run bench -- [--quick] [--json]

What a verification costs on this machine: a whole photo verification (probe and authority photo,
comparison, encrypted evidence, ledger), and each model beside the same weights in TensorFlow.js
(WebAssembly, SIMD, one thread) in the same run. Trust ratios more than milliseconds when the
machine is busy. Needs the development dependencies (npm ci).

  --quick   fewer rounds
  --json    the last line of the output is one JSON object`

await runCommand({
  usage,
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ quick = false, json = false }, positionals) {
    if (positionals.length > 0) throw new UsageError(`unexpected argument ${positionals[0]}`)
    await buildModels()
    const models = await benchModels(quick ? 15 : 100)
    const verifications = quick ? 10 : 60
    const photo = await benchPhoto(
      verifications,
      createProgress('photo verifications', verifications),
    )
    printModels(models)
    printPhoto(photo)
    if (json) console.log(JSON.stringify({ ...photo, models: models.timings, peer: models.peer }))
    return 0
  },
})

function printModels({ peer, timings }: ModelsReport): void {
  console.log(`\nmodel               ONNX Runtime, 1 thread   ${peer}   ratio`)
  for (const { model, onnxMs, peerMs, ratio } of timings) {
    const own = `${onnxMs.min.toFixed(1)} best, ${onnxMs.median.toFixed(1)} ms`
    const other = `${peerMs.min.toFixed(1)} best, ${peerMs.median.toFixed(1)} ms`
    console.log(
      `${model.padEnd(20)}${own.padEnd(25)}${other.padEnd(peer.length + 3)}${ratio.toFixed(1)}×`,
    )
  }
}

function printPhoto(report: PhotoReport): void {
  console.log(`
photo verification  ${report.cpuMs.toFixed(1)} ms of CPU (${report.perSecondPerCore.toFixed(1)} per second and core)
                    ${report.wallMs.median.toFixed(1)} ms median, ${report.wallMs.max.toFixed(1)} ms longest
                    ${(100 * report.onnxShare).toFixed(0)} % of it inside ONNX Runtime`)
}
