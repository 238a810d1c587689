import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { CheckField, Chip, Chosen, Panel, SelectField, UnitPicker } from '@/kit'
import css from './Bulk.module.css'
import { type BulkChoiceForm, unitKinds, useTownships } from './bulk'

interface Props {
  value: BulkChoiceForm
  onValue: (value: BulkChoiceForm) => void
}

/** For whom: kinds of units, a township with its villages, or units by name. All of them narrow. */
export function BulkChoice({ value, onValue }: Props) {
  const t = useT('settings')
  const { county } = useSession()
  const townships = useTownships(county.code)
  const set = (part: Partial<BulkChoiceForm>) => onValue({ ...value, ...part })
  const toggle = (kind: string) =>
    set({ kinds: value.kinds.includes(kind) ? value.kinds.filter(k => k !== kind) : [...value.kinds, kind] })
  return (
    <Panel title={t('bulk.whom')}>
      <div className={css.choice}>
        <fieldset className={css.kinds}>
          <legend>{t('bulk.kinds')}</legend>
          {unitKinds.map(kind => (
            <Chip key={kind} pressed={value.kinds.includes(kind)} onPress={() => toggle(kind)}>
              {t(`bulk.kind.${kind}`)}
            </Chip>
          ))}
        </fieldset>
        <div className={css.pair}>
          <SelectField
            name="place"
            label={t('bulk.place')}
            blank={t('bulk.anywhere')}
            value={value.place}
            onValue={place => set({ place })}
            options={(townships.data?.items ?? []).map(p => ({ value: p.code, label: p.name }))}
          />
          <Chosen value={value.units} onValue={units => set({ units })} offers={[]} offered="">
            {add => <UnitPicker name="units" label={t('bulk.units')} value={null} onValue={add} />}
          </Chosen>
        </div>
        {value.units.length > 0 && (
          <CheckField label={t('bulk.below')} checked={value.below} onChecked={below => set({ below })} />
        )}
      </div>
    </Panel>
  )
}
