import 'ol/ol.css'
import GeoJSON from 'ol/format/GeoJSON'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import VectorSource from 'ol/source/Vector'
import View from 'ol/View'
import { useEffect, useRef } from 'react'
import { type T, useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import css from './GeoMap.module.css'
import { styleOf } from './geoStyle'
import type { Tile } from './types'

/** The real boundaries, where the county has imported them: patterns and words as on the tiles, no base map needed. */
export default function GeoMap({ tiles }: { tiles: Tile[] }) {
  const t = useT('board')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const source = new VectorSource({ features: featuresOf(tiles, t) })
    const map = new OlMap({
      target: box.current,
      layers: [new VectorLayer({ source, style: styleOf(box.current) })],
      view: new View({ center: [0, 0], zoom: 2 }),
    })
    const extent = source.getExtent()
    if (extent && Number.isFinite(extent[0])) map.getView().fit(extent, { padding: [12, 12, 12, 12] })
    map.on('singleclick', e => {
      const href = map.forEachFeatureAtPixel(e.pixel, f => f.get('href') as string)
      if (href) navigate(href)
    })
    return () => map.setTarget(undefined)
  }, [tiles, t])
  return <div ref={box} className={css.map} role="img" aria-label={t('map.say')} />
}

/** A township whose boundary is missing or broken stays in the list; the others are still drawn. */
function featuresOf(tiles: Tile[], t: T) {
  const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
  return tiles.flatMap(tile => {
    if (!tile.geometry) return []
    try {
      const features = format.readFeatures(tile.geometry)
      for (const f of features) f.setProperties({ tile, href: tile.href, words: wordsOf(tile, t) })
      return features
    } catch {
      return []
    }
  })
}

function wordsOf(tile: Tile, t: T): string {
  const counts = [tile.open > 0 ? t('map.open', { count: tile.open }) : t('map.none')]
  if (tile.overdue > 0) counts.push(t('map.overdue', { count: tile.overdue }))
  else if (tile.soon > 0) counts.push(t('map.soon', { count: tile.soon }))
  return [tile.name, ...counts].join('\n')
}
