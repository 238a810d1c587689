import { useState } from 'react'
import { useT } from '@/app/i18n'
import { countyDay } from '@/app/time'
import { nowhere } from '@/capture/place'
import { fromDesk } from '@/capture/shot'
import { EvidenceList, FileDrop } from '@/kit'
import type { CameraProps, SpotProps, Tools } from '../check/tools'
import css from './Write.module.css'

/** What a desk brings: pictures that were taken before, a position that was noted, codes that are typed. */
export const deskTools: Tools = {
  Camera: DeskPhotos,
  Spot: DeskSpot,
  useDay: () => after => countyDay(Date.now(), after),
}

const most = 20 * 1024 * 1024

/** Pictures chosen at a desk; each is marked as not taken on the spot. */
function DeskPhotos({ name, need, after, pictures, onPictures }: CameraProps) {
  const t = useT('inspection')
  const label = after ? t('write.after') : need > 0 ? t('write.photoNeeded', { count: need }) : t('write.photo')
  const [files, setFiles] = useState(() =>
    pictures.map(p => ({ hash: p.hash, name: t('write.photo'), size: 0, type: 'image/jpeg' })),
  )
  const change = (next: typeof files) => {
    setFiles(next)
    const at = new Date().toISOString()
    onPictures(next.map(f => pictures.find(p => p.hash === f.hash) ?? { hash: f.hash, at, gallery: fromDesk }))
  }
  return (
    <div className={css.photos}>
      <FileDrop
        name={name}
        label={label}
        hint={t('write.photoHint')}
        files={files}
        onFiles={edit => change(edit(files))}
        accept="image/*"
        max={most}
      />
      {files.length > 0 && <EvidenceList files={files} />}
    </div>
  )
}

/** A position as it was noted: latitude and longitude in degrees. */
function DeskSpot({ label, spot, onSpot }: SpotProps) {
  const t = useT('inspection')
  const [text, setText] = useState(spot ? `${spot.lat}, ${spot.lon}` : '')
  const type = (typed: string) => {
    setText(typed)
    const read = readSpot(typed)
    if (read) onSpot(read)
  }
  return (
    <input
      className={css.input}
      aria-label={label}
      placeholder={t('write.spot')}
      maxLength={60}
      value={text}
      onChange={e => type(e.target.value)}
    />
  )
}

/** readSpot reads "34.75, 106.14": latitude, then longitude. */
export function readSpot(text: string): { lat: number; lon: number } | undefined {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  const [lat, lon] = [Number(found?.[1]), Number(found?.[2])]
  return found && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !nowhere({ lat, lon }) ? { lat, lon } : undefined
}
