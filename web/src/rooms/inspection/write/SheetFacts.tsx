import { useT } from '@/app/i18n'
import { AreaField, Chosen, DateField, Field, SelectField, TextField, UnitPicker } from '@/kit'
import { LedField } from '../check/LedField'
import { sources } from '../data'
import css from './Write.module.css'
import type { Written } from './written'

/** SheetFacts is the record around the answers: when it was, who went, who received them. */
export function SheetFacts({ sheet, onChange }: { sheet: Written; onChange: (part: Partial<Written>) => void }) {
  const t = useT('inspection')
  return (
    <div className={css.facts}>
      <DateField
        name="day"
        label={t('write.day')}
        value={sheet.day}
        onValue={day => onChange({ day })}
        chips={['today']}
      />
      <Clock name="from" label={t('write.from')} value={sheet.from} onValue={from => onChange({ from })} />
      <Clock name="to" label={t('write.to')} value={sheet.to} onValue={to => onChange({ to })} />
      <SelectField
        name="source"
        label={t('col.source')}
        blank={t('write.sourceOwn')}
        value={sheet.source}
        onValue={source => onChange({ source })}
        options={sources.map(s => ({ value: s, label: t(`source.${s}`) }))}
      />
      {sheet.source === 'joint' && (
        <Chosen value={sheet.team} onValue={team => onChange({ team })} offers={[]} offered="">
          {add => <UnitPicker name="team" label={t('one.team')} value={null} onValue={add} />}
        </Chosen>
      )}
      <TextField
        name="counterpart"
        label={t('write.counterpart')}
        hint={t('write.counterpartHint')}
        optional
        maxLength={60}
        value={sheet.counterpart}
        onValue={counterpart => onChange({ counterpart })}
      />
      <TextField
        name="refused"
        label={t('write.refused')}
        hint={t('write.refusedHint')}
        optional
        maxLength={300}
        value={sheet.refused}
        onValue={refused => onChange({ refused })}
      />
      <LedField value={sheet.led ?? ''} onValue={led => onChange({ led: led || undefined })} />
      <AreaField
        name="note"
        label={t('one.note')}
        optional
        rows={1}
        maxLength={2000}
        value={sheet.note}
        onValue={note => onChange({ note })}
      />
    </div>
  )
}

interface ClockProps {
  name: string
  label: string
  value: string
  onValue: (value: string) => void
}

function Clock({ name, label, value, onValue }: ClockProps) {
  return (
    <Field name={name} label={label}>
      {parts => (
        <input
          {...parts}
          type="time"
          name={name}
          className={css.input}
          value={value}
          onChange={e => onValue(e.target.value)}
        />
      )}
    </Field>
  )
}
