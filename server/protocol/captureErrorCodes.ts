/**
 * What can be wrong with a liveness capture: action, digit (Lip), silent and general liveness codes
 * of the product (reference sheet §3a). Odd spellings are the wire's own.
 */
export const captureErrorCodes = {
  'FailedOperation.ActionCloseEye': {
    zh: '未检测到眨眼。请对准镜头完整眨眼后重试。',
    en: 'No blink was seen. Face the camera, blink fully and try again.',
  },
  'FailedOperation.ActionFaceClose': {
    zh: '人脸离镜头过近。请稍微远离后重试。',
    en: 'The face is too close. Move away a little and try again.',
  },
  'FailedOperation.ActionFaceFar': {
    zh: '人脸离镜头过远。请靠近一些后重试。',
    en: 'The face is too far away. Come closer and try again.',
  },
  'FailedOperation.ActionFaceLeft': {
    zh: '人脸过于偏左。请移到画面中间后重试。',
    en: 'The face is too far left. Move to the middle and try again.',
  },
  'FailedOperation.ActionFaceRight': {
    zh: '人脸过于偏右。请移到画面中间后重试。',
    en: 'The face is too far right. Move to the middle and try again.',
  },
  'FailedOperation.ActionFirstAction': {
    zh: '未检测到第一个动作。请按提示顺序完成动作后重试。',
    en: 'The first action was not seen. Do the actions in the order asked and try again.',
  },
  'FailedOperation.ActionLightDark': {
    zh: '光线过暗。请到明亮处重试。',
    en: 'It is too dark. Go where there is more light and try again.',
  },
  'FailedOperation.ActionLightStrong': {
    zh: '光线过强。请避开强光后重试。',
    en: 'The light is too strong. Avoid it and try again.',
  },
  'FailedOperation.ActionNodetectFace': {
    zh: '未检测到完整人脸。请让整张脸进入画面后重试。',
    en: 'No complete face was seen. Bring the whole face into the picture and try again.',
  },
  'FailedOperation.ActionOpenMouth': {
    zh: '未检测到张嘴。请对准镜头张嘴后重试。',
    en: 'No opening of the mouth was seen. Face the camera, open the mouth and try again.',
  },
  'FailedOperation.LipFaceIncomplete': {
    zh: '视频中人脸不完整。请让整张脸进入画面后重录。',
    en: 'The face in the video is not complete. Bring the whole face into the picture and record again.',
  },
  'FailedOperation.LipMoveSmall': {
    zh: '嘴唇动作幅度过小。请清楚地张口朗读数字后重录。',
    en: 'The lips barely moved. Read the digits with clear lip movement and record again.',
  },
  'FailedOperation.LipNetFailed': {
    zh: '获取视频失败。请检查网络后重新上传。',
    en: 'The video could not be fetched. Check the network and upload it again.',
  },
  'FailedOperation.LipSizeError': {
    zh: '视频为空或大小不合适。请录制约 6 秒的视频。',
    en: 'The video is empty or of the wrong size. Record about 6 seconds.',
  },
  'FailedOperation.LipVideoInvalid': {
    zh: '视频格式不正确。请使用 H.264 编码的 mp4。',
    en: 'The video format is not accepted. Use mp4 with H.264.',
  },
  'FailedOperation.LipVideoQuaility': {
    zh: '视频分辨率过低。请用 480×640 以上的分辨率重录。',
    en: 'The resolution of the video is too low. Record at 480×640 or more.',
  },
  'FailedOperation.LipVoiceDetect': {
    zh: '视频中没有声音。请允许使用麦克风并朗读数字。',
    en: 'The video has no sound. Allow the microphone and read the digits aloud.',
  },
  'FailedOperation.LipVoiceLow': {
    zh: '声音过小。请提高音量后重录。',
    en: 'The voice is too low. Speak louder and record again.',
  },
  'FailedOperation.LipVoiceRecognize': {
    zh: '读出的数字与要求不符或无法识别。请在安静处逐个读出数字。',
    en: 'The digits read were wrong or not understood. Read them one by one in a quiet place.',
  },
  'FailedOperation.SilentDetectFail': {
    zh: '静默活体检测未通过。请本人正对镜头重试。',
    en: 'Silent liveness did not pass. Face the camera yourself and try again.',
  },
  'FailedOperation.SilentEyeLiveFail': {
    zh: '眼部活体检测未通过。请睁眼正对镜头重试。',
    en: 'The eyes did not pass as live. Keep them open, face the camera and try again.',
  },
  'FailedOperation.SilentFaceDetectFail': {
    zh: '未检测到人脸。请正对镜头重试。',
    en: 'No face was found. Face the camera and try again.',
  },
  'FailedOperation.SilentFaceQualityFail': {
    zh: '人脸画面质量过低。请在光线均匀处保持静止重试。',
    en: 'The quality of the face is too low. Hold still in even light and try again.',
  },
  'FailedOperation.SilentFaceWithMaskFail': {
    zh: '检测到口罩。请摘下口罩重试。',
    en: 'A mask was seen. Take it off and try again.',
  },
  'FailedOperation.SilentMouthLiveFail': {
    zh: '嘴部活体检测未通过。请勿遮挡嘴部后重试。',
    en: 'The mouth did not pass as live. Leave it uncovered and try again.',
  },
  'FailedOperation.SilentMultiFaceFail': {
    zh: '检测到多张人脸。请确保画面中只有本人。',
    en: 'Several faces were seen. Make sure that nobody else is in the picture.',
  },
  'FailedOperation.SilentPictureLiveFail': {
    zh: '疑似翻拍。请本人直接面对镜头重试。',
    en: 'The picture looks like a recording. Face the camera in person and try again.',
  },
  'FailedOperation.SilentThreshold': {
    zh: '静默活体分数未达到阈值。请在光线均匀处正对镜头重试。',
    en: 'Silent liveness is below its threshold. Face the camera in even light and try again.',
  },
  'FailedOperation.SilentTooShort': {
    zh: '视频过短。请录制至少 2 秒。',
    en: 'The video is too short. Record at least 2 seconds.',
  },
  'FailedOperation.LivessBestFrameError': {
    zh: '视频中没有可用的清晰人脸画面。请露出完整面部后重试。',
    en: 'The video has no usable frame of the face. Show the whole face and try again.',
  },
  'FailedOperation.LivessDetectFail': {
    zh: '活体检测未通过。请按提示重试。',
    en: 'Liveness did not pass. Follow the hints and try again.',
  },
  'FailedOperation.LivessDetectFake': {
    zh: '疑似非真人录制。请本人直接面对镜头重试。',
    en: 'The capture looks like a fake. Face the camera in person and try again.',
  },
  'FailedOperation.LivessSystemError': {
    zh: '活体检测服务超时。请稍后重试。',
    en: 'The liveness engine timed out. Try again later.',
  },
  'FailedOperation.LivessUnknownError': {
    zh: '活体检测未能得出结论。请在光线良好处重试。',
    en: 'Liveness came to no conclusion. Try again in good light.',
  },
} as const
