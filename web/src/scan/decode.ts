// Reading squares: by the browser where it can, else by a library that is fetched when somebody scans.

/** Reader finds the text of a code in a picture, or nothing. */
export type Reader = (frame: HTMLVideoElement | ImageBitmap | HTMLImageElement) => Promise<string | undefined>

interface Detector {
  detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

/** Kinds that the browser may know besides our own squares: what stands on extinguishers and cylinders. */
const wanted = ['qr_code', 'code_128', 'ean_13', 'data_matrix']

/** reader is made once for a scan. */
export async function reader(): Promise<Reader> {
  return (await own()) ?? library()
}

/** Some browsers have the class and no engine behind it: only what they say they can read counts. */
async function own(): Promise<Reader | undefined> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  try {
    const formats = (await known?.getSupportedFormats())?.filter(f => wanted.includes(f)) ?? []
    if (!known || !formats.includes('qr_code')) return undefined
    const detector = new known({ formats })
    return async frame => (await detector.detect(frame).catch(() => []))[0]?.rawValue
  } catch {
    return undefined
  }
}

/** The longer side that the library looks at: a label that fills a tenth of the picture is still read. */
const longest = 1280

async function library(): Promise<Reader> {
  const { default: decodeQR } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return async frame => {
    const [w, h] = sizeOf(frame)
    if (!pen || w === 0 || h === 0) return undefined
    const scale = Math.min(1, longest / Math.max(w, h))
    canvas.width = Math.round(w * scale)
    canvas.height = Math.round(h * scale)
    pen.drawImage(frame, 0, 0, canvas.width, canvas.height)
    return read(decodeQR, pen.getImageData(0, 0, canvas.width, canvas.height))
  }
}

type Decode = (
  image: { width: number; height: number; data: Uint8ClampedArray },
  options?: { timeLimit?: number },
) => string

/** A slow phone gets a little longer for one frame than a fast one needs. */
const patience = 120

/** read is the library's answer; that there is no code in a picture is no error. */
export function read(decode: Decode, image: Parameters<Decode>[0]): string | undefined {
  try {
    return decode(image, { timeLimit: patience })
  } catch {
    return undefined
  }
}

function sizeOf(frame: Parameters<Reader>[0]): [number, number] {
  if ('videoWidth' in frame) return [frame.videoWidth, frame.videoHeight]
  return [frame.width, frame.height]
}

/** readFile reads a picture that was taken or chosen. */
export async function readFile(file: Blob, by: Reader): Promise<string | undefined> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return await by(image)
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}
