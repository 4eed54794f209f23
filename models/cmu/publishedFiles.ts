import type { CmuFileName } from './buildCmuModel.ts'

/** One published model: where it lies in cmusphinx/pocketsphinx, and the sums of its files. */
export interface PublishedModel {
  name: string
  /** Folder and commit. */
  place: string
  /** SHA-256, lower-case hex. */
  sums: Record<CmuFileName, string>
}

/** The two models of 2010, the better one for digits first. */
export const publishedModels: readonly PublishedModel[] = [
  {
    name: 'the published semi-continuous model',
    place: 'model/hmm/zh/tdt_sc_8k at 5683bb58',
    sums: {
      'feat.params': '4a6d2b73e03ee01fba914c78375ed3730800a65222054b9dee037ae66c2feb04',
      mdef: 'ff5c3fca8c64a4951bee20782a9ee2f9660b3272dea14236debff88dd54aa050',
      means: '2a9b89adab74695318781000f84b5ef519c1c05c4f703dedd21ab289ffaf21b9',
      variances: '50a279dde94da2e742113aae9aed03526dddd66bf48a64bed7579e5092f7b53b',
      sendump: 'd6d2ac84a7aa7c020114267d6fba9df710f6075fbe02ff7ec98e84765fd38779',
      transition_matrices: '0e697ddb2f1a4204615db1d73bdce5d81f30ce3b8fb55de23a2ced2d20fa2eb4',
    },
  },
  {
    name: 'the published phonetically tied model',
    place: 'model/hmm/zh/mandarin_ptm3_notone_3s_8k.cd_ptm_5000 at 2e94dc5b',
    sums: {
      'feat.params': 'e7331b66c95f21d76febb99134527287ef8df62b541497c19452cfe69865868e',
      mdef: 'e597f66018cb4decb39122cebede5fb94a3b3611832f05fdf50c97ecfa749ea2',
      means: '3958c96fa24e2c23d4d65301b97a3669797df95815f1303a2137b36619f7fafd',
      variances: '74f5a61c5b20d83138686d16f6b1cffbce895c4589b7f8832b80c3ee36b9fb6b',
      sendump: '1d579017fcf80f94079070ff80ca68018b839ac0b92a8c7866a5493bd0ba8da6',
      transition_matrices: '0f149d64ce92a71a8b916bfe7370b0e3a1fd729dfeb3531953bd5cba8326becb',
    },
  },
]
