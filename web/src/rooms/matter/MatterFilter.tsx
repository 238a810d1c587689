import { useT } from '@/app/i18n'
import { FilterBar } from '@/kit'
import { useAreas, useUnitName } from './names'
import { topics } from './types'

const states = ['issued', 'doing', 'reported', 'returned', 'closed', 'recalled']
const lamps = ['overdue', 'soon']

/** The box and the chips that choose matters. A unit comes in by a link and can only be taken off here. */
export function MatterFilter() {
  const t = useT('matter')
  const parts = useT('parts')
  const areas = useAreas()
  const units = useUnitName()
  return (
    <FilterBar
      placeholder={t('list.search')}
      filters={[
        { name: 'lamp', label: t('filter.lamp'), options: lamps.map(v => ({ value: v, label: parts(`lamp.${v}`) })) },
        {
          name: 'state',
          label: t('filter.state'),
          options: states.map(v => ({ value: v, label: parts(`state.${v}`) })),
        },
        { name: 'area', label: t('filter.area'), options: areas },
        { name: 'unit', label: t('filter.unit'), options: units },
        { name: 'topic', label: t('filter.topic'), options: topics.map(v => ({ value: v, label: t(`topic.${v}`) })) },
      ]}
    />
  )
}
