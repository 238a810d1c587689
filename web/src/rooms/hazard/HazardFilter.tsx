import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Chip, FilterBar } from '@/kit'
import { useAreas, useUnitName } from '@/rooms/matter/names'
import { useTerms } from './data'
import { addressOf, type Filter, isEmpty, isSet, quick, type View } from './filter'
import css from './Ledger.module.css'
import { useSiteName } from './names'
import { grades, levels, states } from './types'

/** The box, the switches of every day and the chips. A unit or a site comes in by a link and is only taken off here. */
export function HazardFilter({ filter, view }: { filter: Filter; view: View }) {
  const t = useT('hazard')
  const terms = useTerms()
  const areas = useAreas()
  const units = useUnitName()
  const sites = useSiteName(filter.site)
  const word = (list: readonly string[], group: string) => list.map(v => ({ value: v, label: t(`${group}.${v}`) }))
  return (
    <div className={css.filter}>
      <FilterBar
        placeholder={t('list.search')}
        filters={[
          {
            name: 'state',
            label: t('filter.state'),
            options: [{ value: 'open', label: t('filter.open') }, ...word(states, 'state')],
          },
          { name: 'grade', label: t('filter.grade'), options: word(grades, 'grade') },
          { name: 'area', label: t('filter.area'), options: areas },
          { name: 'sector', label: t('filter.sector'), options: terms.options('sectors') },
          { name: 'category', label: t('filter.category'), options: terms.options('categories') },
          { name: 'source', label: t('filter.source'), options: terms.options('sources') },
          { name: 'listed', label: t('filter.listed'), options: word(levels, 'level') },
          ...(filter.unit ? [{ name: 'unit', label: t('filter.unit'), options: units }] : []),
          ...(filter.site ? [{ name: 'site', label: t('filter.site'), options: sites }] : []),
        ]}
      />
      <Switches filter={filter} view={view} />
    </div>
  )
}

function Switches({ filter, view }: { filter: Filter; view: View }) {
  const t = useT('hazard')
  const [, change] = useFilters()
  const flip = (set: Filter, on: boolean) =>
    change(Object.fromEntries(Object.entries(set).map(([name, value]) => [name, on ? value : null])))
  return (
    <fieldset className={css.switches}>
      <legend className="sr-only">{t('quick.label')}</legend>
      {quick.map(s => {
        const on = isSet(filter, s.set)
        return (
          <Chip key={s.key} pressed={on} onPress={() => flip(s.set, !on)}>
            {t(`quick.${s.key}`)}
          </Chip>
        )
      })}
      {!isEmpty(filter) && <ClearAll view={view} />}
    </fieldset>
  )
}

function ClearAll({ view }: { view: View }) {
  const t = useT('hazard')
  const [all, change] = useFilters()
  const gone = Object.fromEntries(Object.keys(all).map(name => [name, null]))
  return (
    <Chip onPress={() => change({ ...gone, view: view === 'table' ? null : view })}>
      <span title={addressOf({}, view)}>{t('quick.clear')}</span>
    </Chip>
  )
}
