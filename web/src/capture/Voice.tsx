import { useEffect, useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { type KeptFile, PhoneFull } from '@/offline/store'
import { Button } from '@/parts'
import { sha256 } from './hash'
import { longestNote, type Recording, record, suffix, whyNoVoice } from './recorder'
import { useKeptUrl } from './Shots'
import css from './Shots.module.css'
import './words'

interface VoiceProps {
  /** Hash of the note that was kept. */
  voice: string | undefined
  onVoice: (hash: string | undefined, files: KeptFile[]) => void
}

/** Voice keeps a spoken note beside the typed text, where the browser lets a page hear. */
export function Voice({ voice, onVoice }: VoiceProps) {
  const t = useT('capture')
  const why = whyNoVoice()
  if (voice) return <Kept voice={voice} onDrop={() => onVoice(undefined, [])} />
  if (why) return <p className="muted">{t(`voice.no.${why}`)}</p>
  return <Recorder onNote={file => onVoice(file.hash, [file])} />
}

function Kept({ voice, onDrop }: { voice: string; onDrop: () => void }) {
  const t = useT('capture')
  const url = useKeptUrl(voice)
  return (
    <div className={css.voice}>
      {/* biome-ignore lint/a11y/useMediaCaption: the words are typed beside it */}
      {url && <audio src={url} controls preload="metadata" aria-label={t('voice.note')} />}
      <Button icon="close" onClick={onDrop}>
        {t('voice.drop')}
      </Button>
    </div>
  )
}

function Recorder({ onNote }: { onNote: (file: KeptFile) => void }) {
  const t = useT('capture')
  const [since, setSince] = useState(0)
  const [problem, setProblem] = useState('')
  const running = useRef<Recording | undefined>(undefined)
  useEffect(() => () => running.current?.stop(), [])
  const keep = async (note: Blob) => {
    setSince(0)
    running.current = undefined
    if (note.size === 0) return setProblem(t('voice.empty'))
    const [hash, at] = [await sha256(note), Date.now()]
    try {
      onNote({ hash, blob: note, name: `voice.${suffix(note.type)}`, type: note.type, size: note.size, at })
    } catch (error) {
      setProblem(t(error instanceof PhoneFull ? 'full' : 'voice.refused', { name: t('voice.note') }))
    }
  }
  const start = async () => {
    setProblem('')
    try {
      running.current = await record(note => void keep(note))
      setSince(Date.now())
    } catch {
      setProblem(t('voice.refused'))
    }
  }
  return (
    <div className={css.voice}>
      {since > 0 ? (
        <Button icon="check" onClick={() => running.current?.stop()}>
          <Seconds since={since} />
        </Button>
      ) : (
        <Button icon="mic" onClick={() => void start()}>
          {t('voice.start', { seconds: longestNote })}
        </Button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </div>
  )
}

function Seconds({ since }: { since: number }) {
  const t = useT('capture')
  const [now, setNow] = useState(since)
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(tick)
  }, [])
  const past = Math.min(longestNote, Math.max(0, Math.floor((now - since) / 1000)))
  return <>{t('voice.stop', { past, seconds: longestNote })}</>
}
