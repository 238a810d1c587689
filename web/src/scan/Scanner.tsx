import { type RefObject, useEffect, useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { FileButton, Icon } from '@/parts'
import { reader, readFile } from './decode'
import css from './Scanner.module.css'
import './words'

/** Pause between two looks at the live picture, in ms: an old phone stays usable. */
const pause = 180

type Camera = 'asking' | 'on' | 'refused' | 'none'

/** Scanner reads a code with the live camera where the browser gives it, else from a picture taken or chosen. */
export function Scanner({ onText }: { onText: (text: string) => void }) {
  const t = useT('scan')
  const video = useRef<HTMLVideoElement>(null)
  const camera = useCamera(video, onText)
  return (
    <div className={css.scanner}>
      <div className={css.frame} hidden={camera === 'none' || camera === 'refused'}>
        <video ref={video} className={css.video} muted playsInline aria-label={t('live')} />
      </div>
      {camera === 'refused' && <p>{t('refused')}</p>}
      {camera === 'none' && <p>{t('noCamera')}</p>}
      <Taken onText={onText} />
    </div>
  )
}

/** Over plain http, and in some web-views, a page has no camera at all. */
const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === 'function'

/** useCamera looks through the camera until something is read or the screen is left. */
function useCamera(video: RefObject<HTMLVideoElement | null>, onText: (text: string) => void): Camera {
  const [camera, setCamera] = useState<Camera>(hasCamera() ? 'asking' : 'none')
  const told = useRef(onText)
  told.current = onText
  useEffect(() => {
    if (!hasCamera()) return
    let over = false
    let stream: MediaStream | undefined
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      const [by, frame] = [await reader(), video.current]
      if (over || !frame) return stop()
      frame.srcObject = stream
      await frame.play()
      setCamera('on')
      while (!over) {
        const text = await by(frame)
        if (text && !over) return told.current(text)
        await new Promise(go => setTimeout(go, pause))
      }
    }
    look().catch(() => !over && setCamera('refused'))
    return () => {
      over = true
      stop()
    }
  }, [video])
  return camera
}

/** A picture of the label, for browsers that give a page no live camera. */
function Taken({ onText }: { onText: (text: string) => void }) {
  const t = useT('scan')
  const [said, setSaid] = useState('')
  const read = async (file: File) => {
    setSaid(t('reading'))
    const text = await readFile(file, await reader())
    setSaid(text ? '' : t('nothing'))
    if (text) onText(text)
  }
  return (
    <>
      <FileButton label={t('picture')} accept="image/*" wide icon="camera" onFile={file => void read(file)} />
      <p role="status">
        {said && <Icon name="info" size={16} />} {said}
      </p>
    </>
  )
}
