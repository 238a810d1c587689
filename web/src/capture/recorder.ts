// A voice note beside the typed text: at most a minute, kept on the phone like a picture.

/** Seconds of one note. */
export const longestNote = 60

/** Bytes a second: speech, not music. A full minute is about 180 KB. */
const bits = 24_000

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/webm', 'audio/ogg;codecs=opus']

export type NoVoice = 'webview' | 'browser' | 'insecure'

/** whyNoVoice says why this browser records nothing; undefined where it may. The microphone itself may still be refused. */
export function whyNoVoice(agent = navigator.userAgent): NoVoice | undefined {
  if (typeof navigator.mediaDevices?.getUserMedia === 'function' && typeof MediaRecorder === 'function')
    return undefined
  if (/MicroMessenger|DingTalk|wxwork|Lark/i.test(agent)) return 'webview'
  return window.isSecureContext ? 'browser' : 'insecure'
}

/** kindOf is what this browser can write: webm on Chromium, mp4 on Safari. */
export const kindOf = (can: (type: string) => boolean): string | undefined => kinds.find(can)

/** suffix is how the file is called, by its kind. */
export const suffix = (type: string): string => (type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm')

export interface Recording {
  /** Ends it; the note comes by done. */
  stop: () => void
}

/** record begins to listen. It ends by itself after a minute; a phone call that takes the microphone ends it too. */
export async function record(done: (note: Blob) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const type = kindOf(t => MediaRecorder.isTypeSupported(t))
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bits })
  const pieces: Blob[] = []
  const limit = setTimeout(() => stop(), longestNote * 1000)
  const stop = () => recorder.state !== 'inactive' && recorder.stop()
  recorder.ondataavailable = e => e.data.size > 0 && pieces.push(e.data)
  recorder.onstop = () => {
    clearTimeout(limit)
    for (const track of stream.getTracks()) track.stop()
    const bare = (type ?? recorder.mimeType).split(';')[0]
    done(new Blob(pieces, { type: bare }))
  }
  for (const track of stream.getTracks()) track.onended = stop
  recorder.start(1000)
  return { stop }
}
