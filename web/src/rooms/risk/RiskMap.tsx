import 'ol/ol.css'
import { defaults as controls, ScaleLine } from 'ol/control'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { fromLonLat, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import View from 'ol/View'
import { useEffect, useRef, useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Note } from '@/kit'
import { groundKey, groundLayer, useGround } from '@/kit/ground'
import type { MapView } from './data'
import css from './Risk.module.css'
import { styleOf } from './riskStyle'

const china = '73,3,135.9,53.9'
const format = new GeoJSON({ featureProjection: 'EPSG:3857' })

/** Points, lines and areas where they are few, clusters where they are many: the server decides, so that a million
 * points never reach the browser. Below lie the county's own boundaries, where they are known. */
export default function RiskMap({ colour }: { colour?: string }) {
  const t = useT('risk')
  const box = useRef<HTMLElement>(null)
  const [shown, setShown] = useState<MapView | null>(null)
  const [failed, setFailed] = useState(false)
  const ground = useGround()
  const below = useRef(ground)
  below.current = ground
  const lies = groundKey(ground)
  useEffect(() => {
    const target = box.current
    if (!target) return
    const source = new VectorSource()
    const map = new OlMap({
      target,
      controls: controls({ attribution: false }).extend([new ScaleLine()]),
      layers: [groundLayer(lies ? below.current : [], target), new VectorLayer({ source, style: styleOf(target) })],
      view: new View({ center: fromLonLat([105, 35]), zoom: 4, maxZoom: 19 }),
    })
    let abort = new AbortController()
    const look = async (bbox: string, zoom: number) => {
      abort.abort()
      abort = new AbortController()
      try {
        const view = await api.get<MapView>('/risks/map', { bbox, zoom, colour }, abort.signal)
        source.clear()
        source.addFeatures(featuresOf(view))
        setShown(view)
        setFailed(false)
        return true
      } catch {
        if (!abort.signal.aborted) setFailed(true)
        return false
      }
    }
    // Until somebody moves the map it shows everything, also when the window or the sheet of paper changes its size.
    let moved = false
    const showAll = () => {
      const extent = source.getExtent()
      if (moved || !extent || !Number.isFinite(extent[0])) return
      map.getView().fit(extent, { padding: [40, 40, 40, 40], maxZoom: 15 })
    }
    const here = () => {
      const view = map.getView()
      const extent = transformExtent(view.calculateExtent(map.getSize()), 'EPSG:3857', 'EPSG:4326')
      const [west = -180, south = -85, east = 180, north = 85] = extent
      const parts = [Math.max(west, -180), Math.max(south, -85), Math.min(east, 180), Math.min(north, 85)]
      return look(parts.map(n => n.toFixed(6)).join(','), Math.round(view.getZoom() ?? 4))
    }
    void look(china, 8).then(ok => {
      if (!ok) return
      showAll()
      map.on('moveend', () => void here())
      map.on('change:size', showAll)
    })
    const touch = () => {
      moved = true
    }
    for (const kind of ['pointerdown', 'wheel', 'keydown']) target.addEventListener(kind, touch)
    map.on('singleclick', e => {
      const hit = map.forEachFeatureAtPixel(e.pixel, f => f, { hitTolerance: 6 })
      if (hit?.get('href')) navigate(hit.get('href') as string)
      else if (hit?.get('cluster')) {
        map.getView().animate({ center: e.coordinate, zoom: (map.getView().getZoom() ?? 4) + 2, duration: 200 })
      }
    })
    return () => {
      abort.abort()
      for (const kind of ['pointerdown', 'wheel', 'keydown']) target.removeEventListener(kind, touch)
      map.setTarget(undefined)
    }
  }, [colour, lies])
  return (
    <>
      <section ref={box} className={css.map} aria-label={t('map.say')} />
      <p className={`muted ${css.screenOnly}`} aria-live="polite">
        {shown && t(shown.clusters.length > 0 ? 'map.clustered' : 'map.shown', { count: shown.total })}
      </p>
      {shown?.cut && <Note>{t('map.cut')}</Note>}
      {failed && <Note tone="warn">{t('map.failed')}</Note>}
    </>
  )
}

function featuresOf(view: MapView): Feature[] {
  const clusters = view.clusters.map(
    c =>
      new Feature({
        geometry: new Point(fromLonLat(c.at)),
        cluster: true,
        colour: c.worst,
        total: c.total,
      }),
  )
  // What stands at one and the same spot stands side by side.
  const there = new Map<string, number>()
  const points = view.points.map(p => {
    const spot = JSON.stringify(p.geometry)
    const nth = there.get(spot) ?? 0
    there.set(spot, nth + 1)
    const f = format.readFeature({ type: 'Feature', geometry: p.geometry, properties: {} }) as Feature
    f.setProperties({ colour: p.colour, name: p.name, nth, href: `/risks/${p.id}` })
    return f
  })
  return [...clusters, ...points]
}
