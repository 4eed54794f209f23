/** ImageBase64 of every action: at most 3M characters of base64 (R29, tencent-faceid.md §1a). */
export const imageBase64Limit = 3 * 1024 * 1024
