import { type ReactNode, useEffect, useId, useState } from 'react'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { useEngine } from '@/offline/Offline'
import { type KeptFile, PhoneFull } from '@/offline/store'
import { stampNow } from '@/offline/way'
import { Icon, IconButton } from '@/parts'
import { type Picture, PictureRefused, take } from './picture'
import type { Point } from './place'
import css from './Shots.module.css'
import type { Shot } from './shot'
import './words'

const usual = 6

interface ShotsProps {
  label: string
  shots: Shot[]
  place: string
  point?: Point
  primary?: boolean
  most?: number
  onShots: (shots: Shot[], files: KeptFile[]) => void
}

/** Shots takes pictures, stamps them and shows them; each is on the phone before the next. */
export function Shots({ label, shots, place, point, primary, most = usual, onShots }: ShotsProps) {
  const t = useT('capture')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(0)
  const shoot = useShoot(place, point)
  const add = async (files: FileList | null, gallery?: string) => {
    setProblem('')
    let list = shots
    for (const file of Array.from(files ?? []).slice(0, most - shots.length)) {
      setBusy(n => n + 1)
      try {
        const taken = await shoot(file, gallery)
        list = [...list.filter(s => s.hash !== taken.shot.hash), taken.shot]
        onShots(list, taken.files)
      } catch (error) {
        setProblem(t(why(error), { name: file.name }))
      }
      setBusy(n => n - 1)
    }
  }
  return (
    <section className={css.shots} aria-label={label}>
      {shots.length > 0 && (
        <ul className={css.strip}>
          {shots.map(s => (
            <Thumb
              key={s.hash}
              shot={s}
              onDrop={() =>
                onShots(
                  shots.filter(o => o.hash !== s.hash),
                  [],
                )
              }
            />
          ))}
        </ul>
      )}
      {shots.length < most && (
        <>
          <Shutter label={label} primary={primary && shots.length === 0} onFiles={f => void add(f)} />
          <Gallery onFiles={(f, reason) => void add(f, reason)} />
        </>
      )}
      <p className="muted" role="status">
        {busy > 0 ? t('busy') : t('count', { count: shots.length, most })}
      </p>
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

function why(error: unknown): string {
  if (error instanceof PictureRefused) return error.why
  return error instanceof PhoneFull ? 'full' : 'broken'
}

/** useShoot makes evidence of a file: stamped, hashed, and ready to be kept. */
function useShoot(place: string, point: Point | undefined) {
  const app = useT('app')
  const engine = useEngine()
  const { post, account } = useSession()
  return async (file: File, gallery?: string): Promise<{ shot: Shot; files: KeptFile[] }> => {
    const who = post ? app('shell.post', { unit: post.unit.name, title: post.title }) : account.name
    const stamp = stampNow(engine, { who, place, point, gallery: gallery !== undefined })
    const p = await take(file, stamp, { uncalibrated: app('stamp.uncalibrated'), gallery: app('stamp.gallery') })
    return { shot: { hash: p.hash, original: p.originalHash, at: Date.now(), point, gallery }, files: filesOf(p, file) }
  }
}

function filesOf(p: Picture, file: File): KeptFile[] {
  const at = Date.now()
  return [
    { hash: p.hash, blob: p.blob, name: `${p.originalHash.slice(-6)}.jpg`, type: 'image/jpeg', size: p.blob.size, at },
    { hash: p.originalHash, blob: p.original, name: file.name, type: file.type, size: file.size, at },
  ]
}

function Thumb({ shot, onDrop }: { shot: Shot; onDrop: () => void }) {
  const t = useT('capture')
  const url = useKeptUrl(shot.hash)
  return (
    <li className={css.thumb}>
      {url && <img src={url} alt={t('alt')} />}
      <IconButton icon="close" label={t('drop')} onClick={onDrop} />
    </li>
  )
}

/** useKeptUrl shows a file that lies on this phone. */
export function useKeptUrl(hash: string): string | undefined {
  const engine = useEngine()
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let made = ''
    void engine.file(hash).then(f => {
      if (!f) return
      made = URL.createObjectURL(f.blob)
      setUrl(made)
    })
    return () => URL.revokeObjectURL(made)
  }, [engine, hash])
  return url
}

function Shutter({
  label,
  primary,
  onFiles,
}: {
  label: string
  primary?: boolean
  onFiles: (f: FileList | null) => void
}) {
  return (
    <Pick className={`${css.shutter} ${primary ? css.first : ''}`} camera onFiles={onFiles}>
      <Icon name="camera" size={primary ? 34 : 22} />
      <span>{label}</span>
    </Pick>
  )
}

/** A picture that was not taken here needs a reason, and says so in its band. */
function Gallery({ onFiles }: { onFiles: (f: FileList | null, reason: string) => void }) {
  const t = useT('capture')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const id = useId()
  if (!open) {
    return (
      <button type="button" className={css.quiet} onClick={() => setOpen(true)}>
        {t('fromGallery')}
      </button>
    )
  }
  return (
    <div className={css.gallery}>
      <label htmlFor={id}>{t('reason')}</label>
      <input id={id} value={reason} maxLength={100} onChange={e => setReason(e.target.value)} />
      <Pick className={css.quiet} disabled={reason.trim() === ''} onFiles={f => onFiles(f, reason.trim())}>
        {t('choose')}
      </Pick>
    </div>
  )
}

interface PickProps {
  className?: string
  camera?: boolean
  disabled?: boolean
  onFiles: (f: FileList | null) => void
  children: ReactNode
}

function Pick({ className, camera, disabled, onFiles, children }: PickProps) {
  return (
    <label className={className} data-disabled={disabled || undefined}>
      <input
        type="file"
        className="sr-only"
        accept="image/*"
        capture={camera ? 'environment' : undefined}
        multiple={!camera}
        disabled={disabled}
        onChange={e => {
          onFiles(e.target.files)
          e.target.value = ''
        }}
      />
      {children}
    </label>
  )
}
