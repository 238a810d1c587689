/** The SHA-256 of a file, in hex. Browsers keep their own only for https and this machine; elsewhere a library does it. */
export async function sha256(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  if (globalThis.crypto?.subtle) {
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  }
  const library = await import('@noble/hashes/sha2.js')
  return hex(library.sha256(bytes))
}

const hex = (bytes: Uint8Array) => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')
