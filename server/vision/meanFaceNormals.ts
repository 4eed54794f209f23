/**
 * Outward unit normals of a mean face at the 468 mesh points, face level and frontal (x right,
 * y down, z away from the camera), three signed bytes a point, 127 = 1: the mean over the rendered
 * heads of seeds 300–340, which `npm run evaluate -- mean-face` measures and prints. It stands
 * beside the mesh's own normals, which on those heads are 13–22° off (median of a head).
 */
const packed = [
  'AASB/Uya/kCTw9mY/RWD/8GSA86LpB6uAuGFANmHAO+CAACBAPaBAPSCAO2DAOqDABeDAD2QAUSV/UyazTeZkRXG9xyEAj',
  '2Q30aboB2y4QeF5PGF8RqEvuiWofqso/+pnyy7mQu2jfzLlu+9yvuN6fuD7vqC0wOJwQ6S3QCGzQeMpB6tzD6fuw2WmSK+',
  '2wKHxOSTzuWPpQWnwdKcyf6OsRWfkwi/xyiW4jWQnxexixXT1wuI4iiLrBajtRacoPqtw+mT0Q6Lz/GMvveUlQW8xQaQkx',
  'bDkRbG7ASD2QiHyA6P4RqHsBaguBGZtxWa5COJ0wmK4QCF8PiC6EKW5zeR5gyE6+mF7vCDzgaLyQSNwf6SuASXtOKfkBfK',
  '/UmYww+RvhCV1RGKyvmN3B6K0f+Kv/iTyeSRov6rqv2jxeOTryyp1/CJ4AiF3O2Iszern+6w2gaHmBG53wSF0N6PkPbGrP',
  'qhsv6bwgmS0ASK2gOHtemckhvHkw3A1UGc3v+GjQPK2wSHy+ePmQq22NqNiyHb2Q2IzOKQlzTPm0DVkRrIjx7Pjg/KnjjG',
  '3EGZ1v2Ije/M4zWQDDOMsRKejSHWykmno0jQokvWAAqBAFOgDSGG7Q2D3QqGkA3G7imJ/Q6C7eyExeKUp++nkBbIvi6eAB',
  'SDx9iW1gmJ3tyLBNOJoELNoELNwzyikSfP3haI0gCJAEWWqD++iyPc3vqG2fGI0faKzCCRyD6hvhKVuBWZshOdpACpkRfH',
  'xgOPwCWZ0h+OxRCRjRvSpwemtTOnAMORveaXAs2M4vqFACyJACuI3iqNnjHAxemSoza8sQOdtPObnxOwyiiU3fSHoTrDnj',
  'fFnSe7ihjXmCvGihPVpAip4gSF3QuGx/SPy+2O0juZ5h6H1fWJsQadnyG1m/6zjfjKqBKmuTal3DWS3BCH2gOH2QSHjfbL',
  'yfmO1PqJ2jGRzTma3DOR1AiJzDmbzjeZ0wyKyAyOvgiUmwK0mQi3PdmYYBmwMTqacBbIBiGFAT+SKUSdYRaxGwqEIfCGEB',
  'aESO6ZYgGvXfupYyy+aAe3c/vKbO7AOPuOFvuDE/qDLQOJQA6TJP+GNAeMXR+vMUCeQw6VaiDBJgKHOuaSMeSOXAepPdOb',
  'Of6OUheibgjBOCmWHDKPYhizdRPTKg6JHymMVRakTRWdZP2xPOuSLw2LMvCMQ/SVbAe+PQaRbhbFcBXIFASDKAeHOQ2PIR',
  'qIURahSRCaShSbHyaLLgiKIP+FEfeCGUGWGjeRGgyEFumFEvCDMwaMOAOOQP+SSQaYTeOfchfMPg6SQw+VKhKKNvmNJR+K',
  'MP+LQveUNuWQX/ysV/qkPeKVUiyqKfCJIQiGJPCHUi+rZO2zIweGaQ66IQOFMOCPcPbFVvqjTv6cQAmSMQWLJwOHS+ucbx',
  'vIbgnBJkObI/+GcgDIJASGNeiPZwa2KNqOdh/bIg2GNeORajPQZUDWcBrKcR7PchDKYznIIESZK/2Ic+/NJjWT+jSMUBGf',
  'dCLYOkipXUjQXkvX8iOHDBCDHQyFcQvIDyaIBAiBGuqGQ+SYXvOscBXISyqiOdeXKwuJINuLYEPOX0TOQTukbyfQHBaGLA',
  'CJWT+/dSHbI/qGKPKIMPeLNSCROj2hQxGWSRSaTxOeXQKqcBjJNgONPCaWKR+MPRCRcxvSWQqmTjKpQ+aXHvqFJCmNYjLA',
  'POqSXja+UQOeTPWbYxSzOiiWJPOHXzrDYTjFYyi7dhjXaSrHdxHWXQqqHgOFJQ+HOPaOOO+PLDuYGxyHL/mKUQ+gYyS4Zv',
  'u0cvvIWAylSTGkJjeUIhSHJQSHJQSHc/nKNvuNLPmJJzSTMTubJjWTLQiKMTybLzuZKAyIMgyMPQiRZgC0aAm4',
].join('')

/** Three numbers a mesh point, about unit length. */
export const meanFaceNormals: Float32Array = Float32Array.from(
  new Int8Array(Uint8Array.from(atob(packed), letter => letter.charCodeAt(0)).buffer),
  value => value / 127,
)
