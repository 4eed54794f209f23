/**
 * What can be wrong with a comparison, with the identity library, with a photo, and with fetching
 * or storing media (reference sheet §3a). Odd spellings are the wire's own.
 */
export const comparisonErrorCodes = {
  'FailedOperation.CompareFail': {
    zh: '人脸比对失败。请换一张清晰的正面照重试。',
    en: 'The faces could not be compared. Try again with a clear frontal photo.',
  },
  'FailedOperation.CompareLowSimilarity': {
    zh: '比对相似度未达到阈值，不能认定为同一人。',
    en: 'The similarity is below the threshold: not accepted as the same person.',
  },
  'FailedOperation.CompareSystemError': {
    zh: '比对服务超时。请稍后重试。',
    en: 'The comparison engine timed out. Try again later.',
  },
  'FailedOperation.CompareLibServiceUnavailable': {
    zh: '照片库正在升级。请稍后重试。',
    en: 'The photo library is being upgraded. Try again later.',
  },
  'FailedOperation.IdFormatError': {
    zh: '身份证号不正确。应为 18 位且校验码正确，末位字母为大写 X。',
    en: 'The ID number is not valid. It has 18 characters, a correct check digit, and a capital X.',
  },
  'FailedOperation.IdNameMisMatch': {
    zh: '姓名与身份证号不一致。请核对后重试。',
    en: 'Name and ID number do not belong together. Check both.',
  },
  'FailedOperation.IdNoExistSystem': {
    zh: '库中无此号。请核对身份证号，或请运营方录入。',
    en: 'The library does not know this ID number. Check it, or have the operator enrol it.',
  },
  'FailedOperation.IdPhotoNoExist': {
    zh: '库中无此照片。可能原因：户口迁移、现役军人、刚退役、新入学或刚毕业、证件过期或新办、信息不实。线下确认身份后，可由业务方以 ImageBase64 传入照片重新发起核验。',
    en: 'The library has no photo of this person. Known causes: moved household registration, active military, newly discharged, new or graduated student, expired or new card, untrue data. After confirming the identity offline the integrator may open a new session with ImageBase64.',
  },
  'FailedOperation.IdPhotoPoorQuality': {
    zh: '库中照片质量过低，无法比对。请更新库中照片。',
    en: 'The photo in the library is too poor to compare with. Replace it.',
  },
  'FailedOperation.IdPhotoSystemNoanswer': {
    zh: '照片库未返回照片。请稍后重试。',
    en: 'The library returned no photo. Try again later.',
  },
  'FailedOperation.NameFormatError': {
    zh: '姓名格式不正确。请使用证件上的姓名，UTF-8 编码，不超过 32 个字符。',
    en: 'The name is not valid. Use the name on the card, in UTF-8, at most 32 characters.',
  },
  'FailedOperation.UnregisteredEid': {
    zh: '用户未注册电子证件。请先注册。',
    en: 'The person has no electronic ID. Register it first.',
  },
  'FailedOperation.VerificationFail': {
    zh: '身份信息核验失败。请核对后重试。',
    en: 'The identity could not be verified. Check the data and try again.',
  },
  'FailedOperation.IdentityAuthLimitExceeded': {
    zh: '操作过于频繁。请在次日 0 点（北京时间）后重试。',
    en: 'Too many tries for this identity. Try again after 00:00 Beijing time.',
  },
  'FailedOperation.LifePhotoDetectFaces': {
    zh: '照片中有多张人脸。请上传只有本人的照片。',
    en: 'The photo shows several faces. Send one that shows only the person.',
  },
  'FailedOperation.LifePhotoDetectFake': {
    zh: '照片疑似非真人拍摄。请由本人重新拍摄。',
    en: 'The photo looks like a fake. Take a new one of the person.',
  },
  'FailedOperation.LifePhotoDetectNoFaces': {
    zh: '照片中没有检测到完整人脸。请上传清晰的正面照。',
    en: 'The photo shows no complete face. Send a clear frontal photo.',
  },
  'FailedOperation.LifePhotoPoorQuality': {
    zh: '照片质量过低。请在光线均匀处拍摄清晰的正面照。',
    en: 'The quality of the photo is too low. Take a clear frontal photo in even light.',
  },
  'FailedOperation.LifePhotoSizeError': {
    zh: '照片尺寸不合适。请调整大小后重试。',
    en: 'The size of the photo is not acceptable. Resize it and try again.',
  },
  'FailedOperation.CoveredFace': {
    zh: '面部有遮挡。请摘下口罩、墨镜等后重拍。',
    en: 'The face is covered. Take off mask or sunglasses and take the photo again.',
  },
  'FailedOperation.IncompleteFace': {
    zh: '人脸不完整。请让整张脸进入画面后重拍。',
    en: 'The face is cut off. Bring the whole face into the picture and take it again.',
  },
  'FailedOperation.PoorImageQuality': {
    zh: '图片质量过低。请拍摄更清晰的图片。',
    en: 'The quality of the image is too low. Take a clearer one.',
  },
  'FailedOperation.ImageBlur': {
    zh: '图片模糊。请保持静止并重新拍摄。',
    en: 'The image is blurred. Hold still and take it again.',
  },
  'FailedOperation.ImageDecodeFailed': {
    zh: '图片无法解码。请使用完整的 jpg 或 png 文件。',
    en: 'The image cannot be decoded. Send an intact jpg or png file.',
  },
  'FailedOperation.ImageNoIdCard': {
    zh: '图片中没有身份证。请上传身份证图片。',
    en: 'The image shows no ID card. Send an image of the card.',
  },
  'FailedOperation.ImageSizeTooLarge': {
    zh: '图片过大。base64 编码后不得超过 3M，请压缩后重试。',
    en: 'The image is too large. Its base64 may have 3 MB at most; compress it.',
  },
  'FailedOperation.EmptyImageError': {
    zh: '图片为空。请检查传入的内容。',
    en: 'The image is empty. Check what was sent.',
  },
  'FailedOperation.OcrFailed': {
    zh: '证件识别失败。请拍摄清晰完整的证件。',
    en: 'The card could not be read. Take a clear picture of the whole card.',
  },
  'FailedOperation.OcrWarningOccurred': {
    zh: '证件图片存在告警。请使用证件原件重新拍摄。',
    en: 'The picture of the card raised a warning. Take one of the original card.',
  },
  'FailedOperation.DownLoadError': {
    zh: '文件下载失败。请检查 URL 是否可以访问。',
    en: 'The file could not be downloaded. Check that the URL can be reached.',
  },
  'FailedOperation.DownLoadTimeoutError': {
    zh: '文件下载超时。请换用更快的地址，或改传 base64。',
    en: 'The download took too long. Use a faster address, or send base64.',
  },
  'FailedOperation.FileSaveError': {
    zh: '文件保存失败。请稍后重试。',
    en: 'The file could not be stored. Try again later.',
  },
  'FailedOperation.CompressVideoError': {
    zh: '视频压缩失败。请先压缩到 8M 以内再上传。',
    en: 'The video could not be compressed. Compress it below 8 MB and upload again.',
  },
  'FailedOperation.VideoDecodeFailed': {
    zh: '视频无法解码。请使用 H.264 编码的完整 mp4 文件。',
    en: 'The video cannot be decoded. Send an intact mp4 file with H.264.',
  },
  'FailedOperation.VideoDurationExceeded': {
    zh: '视频过长。请剪短后重试。',
    en: 'The video is too long. Cut it and try again.',
  },
  'FailedOperation.DetectEngineSystemError': {
    zh: '检测服务内部错误。请稍后重试。',
    en: 'The detection engine failed. Try again later.',
  },
  'FailedOperation.DbError': {
    zh: '数据库错误。请稍后重试。',
    en: 'The database failed. Try again later.',
  },
  'FailedOperation.DecryptSystemError': {
    zh: '解密失败。请检查密文、算法与初始向量。',
    en: 'Decryption failed. Check the ciphertext, algorithm and initialisation vector.',
  },
  'FailedOperation.EncryptSystemError': {
    zh: '加密失败。请稍后重试。',
    en: 'Encryption failed. Try again later.',
  },
  'FailedOperation.StsUnAuthErrError': {
    zh: '未授权访问所需资源。请检查授权。',
    en: 'Access to a needed resource is not granted. Check the permissions.',
  },
  'FailedOperation.RequestLimitExceeded': {
    zh: '调用次数超出限制。请稍后重试。',
    en: 'The number of calls is over its limit. Try again later.',
  },
  'FailedOperation.UnKnown': {
    zh: '未知错误。请稍后重试；若持续出现，请将 RequestId 告知管理员。',
    en: 'Unknown error. Try again later; if it stays, give the RequestId to the administrator.',
  },
} as const
