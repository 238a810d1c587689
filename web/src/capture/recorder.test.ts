import { afterEach, describe, expect, it, vi } from 'vitest'
import { kindOf, record, suffix, whyNoVoice } from './recorder'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

class Tape {
  static isTypeSupported = (type: string) => type === 'audio/mp4'
  state = 'inactive'
  mimeType = 'audio/mp4'
  ondataavailable?: (e: { data: Blob }) => void
  onstop?: () => void
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.ondataavailable?.({ data: new Blob(['sound']) })
    this.onstop?.()
  }
}

function phone() {
  const track = { stop: vi.fn(), onended: undefined as undefined | (() => void) }
  vi.stubGlobal('MediaRecorder', Tape)
  vi.stubGlobal('window', { isSecureContext: true })
  vi.stubGlobal('navigator', {
    userAgent: '',
    mediaDevices: { getUserMedia: async () => ({ getTracks: () => [track] }) },
  })
  return track
}

describe('a voice note', () => {
  it('is what the browser writes', () => {
    expect(kindOf(t => t.startsWith('audio/webm'))).toBe('audio/webm;codecs=opus')
    expect(kindOf(t => t === 'audio/mp4')).toBe('audio/mp4')
    expect([suffix('audio/mp4'), suffix('audio/webm'), suffix('audio/ogg')]).toEqual(['m4a', 'webm', 'ogg'])
  })
  it('ends after a minute by itself, and lets the microphone go', async () => {
    vi.useFakeTimers()
    const track = phone()
    const notes: Blob[] = []
    await record(n => notes.push(n))
    vi.advanceTimersByTime(59_000)
    expect(notes).toHaveLength(0)
    vi.advanceTimersByTime(1_500)
    expect(notes.map(n => [n.type, n.size])).toEqual([['audio/mp4', 5]])
    expect(track.stop).toHaveBeenCalled()
  })
  it('is kept when a telephone call takes the microphone', async () => {
    const track = phone()
    const notes: Blob[] = []
    await record(n => notes.push(n))
    track.onended?.()
    expect(notes).toHaveLength(1)
  })
  it.each([
    ['Mozilla/5.0 MicroMessenger/8.0', true, 'webview'],
    ['Mozilla/5.0 AliApp(DingTalk/7.0)', true, 'webview'],
    ['Mozilla/5.0 Chrome/120', true, 'browser'],
    ['Mozilla/5.0 Chrome/120', false, 'insecure'],
  ])('admits that %s (secure: %s) gives no microphone: %s', (agent, secure, why) => {
    vi.stubGlobal('window', { isSecureContext: secure })
    vi.stubGlobal('navigator', { userAgent: agent })
    expect(whyNoVoice(agent)).toBe(why)
  })
})
