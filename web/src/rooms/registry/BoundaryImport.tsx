import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Intake, Wrong } from '@/kit'
import type { Boundaries } from './data'

const largest = 32 * 1024 * 1024

/** The boundaries of places, as a map. */
export function BoundaryImport({ onDone }: { onDone: () => void }) {
  const t = useT('registry')
  return (
    <Intake
      why={t('places.importWhy')}
      label={t('places.choose')}
      accept=".json,.geojson,application/geo+json,application/json"
      max={largest}
      send={(file, { dry, key }) => api.post<Boundaries>('/places/geojson', file, { key, query: { dry } })}
      count={r => r.changed.length}
      found={r => <Found found={r} />}
      save={count => t('places.save', { count })}
      said={r => t('places.saved', { count: r.changed.length })}
      rooms={['registry', 'board']}
      onDone={onDone}
    />
  )
}

function Found({ found }: { found: Boundaries }) {
  const t = useT('registry')
  const { changed, same, wrong } = found
  return (
    <>
      <h3>{t('places.check')}</h3>
      {changed.length > 0 && (
        <p>{t('places.would', { count: changed.length, names: namesOf(found).join(t('comma')) })}</p>
      )}
      {same > 0 && <p>{t('places.same', { count: same })}</p>}
      {changed.length + same + wrong.length === 0 && <p>{t('places.nothing')}</p>}
      {wrong.length > 0 && <Wrong title={t('places.wrong', { count: wrong.length })} lines={wrong} />}
    </>
  )
}

const namesOf = (found: Boundaries) => found.changed.slice(0, 20).map(p => p.name)
