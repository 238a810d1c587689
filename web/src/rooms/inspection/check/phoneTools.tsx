import { useState } from 'react'
import { useT } from '@/app/i18n'
import { countyDay } from '@/app/time'
import { Shots } from '@/capture/Shots'
import { type Shot, sentShot } from '@/capture/shot'
import type { Picture } from '@/checklist/form'
import { Sheet } from '@/fieldkit'
import { countyTime } from '@/offline/clock'
import { useOffline } from '@/offline/Offline'
import { Button } from '@/parts'
import { Scanner } from '@/scan/Scanner'
import type { CameraProps, SpotProps, Tools } from './tools'

/** What a phone brings: its camera with the stamped band, its position, its scanner, its corrected clock. */
export const phoneTools: Tools = { Camera: PhoneCamera, Spot: PhoneSpot, Scan: PhoneScan, useDay }

function PhoneCamera({ need, after, pictures, originals, place, point, onPictures }: CameraProps) {
  const t = useT('check')
  const label = after ? t('finding.after') : need > 0 ? t('photoNeeded', { count: need }) : t('photo')
  return (
    <Shots
      label={label}
      shots={shotsOf(pictures, originals)}
      place={place}
      point={point}
      onShots={(list, files) => onPictures(list.map(sentShot), files, originalsOf(list))}
    />
  )
}

function PhoneSpot({ spot, here, onSpot }: SpotProps) {
  const t = useT('check')
  return (
    <div>
      <Button icon="pin" disabled={!here} onClick={() => here && onSpot(here)}>
        {t('place')}
      </Button>
      {spot && <p>{t('placeAt', { ...spot })}</p>}
    </div>
  )
}

function PhoneScan({ onText }: { onText: (text: string) => void }) {
  const t = useT('check')
  const [scanning, setScanning] = useState(false)
  const read = (text: string) => {
    onText(text)
    setScanning(false)
  }
  return (
    <>
      <Button icon="scan" onClick={() => setScanning(true)}>
        {t('scan')}
      </Button>
      <Sheet open={scanning} title={t('scan')} closeLabel={t('close')} onClose={() => setScanning(false)}>
        <Scanner onText={read} />
      </Sheet>
    </>
  )
}

function useDay(): (after: number) => string {
  const { clock } = useOffline()
  return after => countyDay(countyTime(clock).at, after)
}

const originalsOf = (shots: Shot[]) => Object.fromEntries(shots.map(s => [s.hash, s.original]))

function shotsOf(pictures: Picture[], originals: Record<string, string>): Shot[] {
  return pictures.map(p => ({
    hash: p.hash,
    original: p.original ?? originals[p.hash] ?? p.hash,
    at: Date.parse(p.at ?? '') || 0,
    point:
      p.lon !== undefined && p.lat !== undefined ? { lon: p.lon, lat: p.lat, accuracy: p.accuracy ?? 0 } : undefined,
    gallery: p.gallery,
  }))
}
