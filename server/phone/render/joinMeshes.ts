import type { Mesh } from './mesh.ts'

/** One mesh with the vertices and triangles of all, in order. */
export function joinMeshes(meshes: readonly Mesh[]): Mesh {
  const vertexCount = meshes.reduce((sum, mesh) => sum + mesh.vertexCount, 0)
  const indexCount = meshes.reduce((sum, mesh) => sum + mesh.triangles.length, 0)
  const joined: Mesh = {
    vertexCount,
    position: new Float32Array(vertexCount * 3),
    normal: new Float32Array(vertexCount * 3),
    occlusion: new Float32Array(vertexCount),
    kind: new Uint8Array(vertexCount),
    triangles: new Uint32Array(indexCount),
  }
  let vertex = 0
  let index = 0
  for (const mesh of meshes) {
    joined.position.set(mesh.position, vertex * 3)
    joined.normal.set(mesh.normal, vertex * 3)
    joined.occlusion.set(mesh.occlusion, vertex)
    joined.kind.set(mesh.kind, vertex)
    for (let i = 0; i < mesh.triangles.length; i += 1) {
      joined.triangles[index + i] = mesh.triangles[i]! + vertex
    }
    vertex += mesh.vertexCount
    index += mesh.triangles.length
  }
  return joined
}
