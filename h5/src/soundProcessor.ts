/** Under which name the worklet (sound.js) registers. */
export const soundProcessorName = 'zhenren-sound'
