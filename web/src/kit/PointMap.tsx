import 'ol/ol.css'
import ScaleLine from 'ol/control/ScaleLine'
import Feature, { type FeatureLike } from 'ol/Feature'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import View from 'ol/View'
import { useEffect, useRef } from 'react'
import { isDark, usePrefs } from '@/app/prefs'
import { navigate } from '@/app/router'
import { groundKey, groundLayer, useGround } from './ground'
import css from './PointMap.module.css'

export interface Spot {
  id: string
  lon: number
  lat: number
  words: string
  href: string
  /** A form and not a colour tells two kinds apart. */
  shape: 'ring' | 'filled'
}

/** Points with their names on the county's own ground: it needs no map service, and says where things lie to each other. */
export default function PointMap({ label, spots }: { label: string; spots: Spot[] }) {
  const box = useRef<HTMLDivElement>(null)
  const dark = isDark(usePrefs())
  const ground = useGround()
  const below = useRef(ground)
  below.current = ground
  const lies = groundKey(ground)
  // Answers come anew with every refresh; the map moves only when a point does.
  const wanted = JSON.stringify(spots)
  useEffect(() => {
    if (!box.current) return
    const features = (JSON.parse(wanted) as Spot[]).map(
      s => new Feature({ geometry: new Point(fromLonLat([s.lon, s.lat])), spot: s }),
    )
    const source = new VectorSource({ features })
    const map = new OlMap({
      target: box.current,
      layers: [
        groundLayer(lies ? below.current : [], box.current),
        new VectorLayer({ source, declutter: true, style: styleOf(box.current, dark) }),
      ],
      controls: [new ScaleLine()],
      view: new View({ center: [0, 0], zoom: 2, maxZoom: 18 }),
    })
    const extent = source.getExtent()
    if (extent && features.length > 0) map.getView().fit(extent, { padding: padding(box.current), maxZoom: 15 })
    map.on('singleclick', e => {
      const spot = map.forEachFeatureAtPixel(e.pixel, f => f.get('spot') as Spot, { hitTolerance: 8 })
      if (spot) navigate(spot.href)
    })
    return () => map.setTarget(undefined)
  }, [wanted, dark, lies])
  return <div ref={box} className={css.map} role="img" aria-label={label} />
}

/** Names stand beside their points: they need room, as far as a narrow map has any. */
function padding(place: HTMLElement): number[] {
  const side = Math.min(96, place.clientWidth / 4)
  return [48, side, 48, side]
}

/** The tokens are read where the map stands, so that light and dark agree with everything around it. */
function styleOf(place: HTMLElement, _dark: boolean): (feature: FeatureLike) => Style {
  const token = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`).trim()
  const [ink, ground, brand] = [token('ink-1'), token('ground'), token('brand')]
  return feature => {
    const { words, shape } = feature.get('spot') as Spot
    const filled = shape === 'filled'
    return new Style({
      image: new CircleStyle({
        radius: filled ? 8 : 6,
        fill: new Fill({ color: filled ? ink : ground }),
        stroke: new Stroke({ color: filled ? ground : brand, width: filled ? 2 : 3 }),
      }),
      text: new Text({
        text: words,
        font: `500 13px ${getComputedStyle(place).fontFamily}`,
        offsetY: -17,
        fill: new Fill({ color: ink }),
        stroke: new Stroke({ color: ground, width: 4 }),
      }),
    })
  }
}
