import { useEffect, useRef } from 'react'
import { useT } from '@/app/i18n'
import { Note, PasswordField, TextField } from '@/parts'
import { type SeatForm, type SeatName, seatNames, useCountyName } from './data'
import { PasswordHint } from './NewPassword'
import css from './Setup.module.css'
import type { SetupValues } from './setup'

interface FieldsProps {
  form: { values: SetupValues; set: <K extends keyof SetupValues>(name: K, value: SetupValues[K]) => void }
}

export function CountyFields({ form: { values, set } }: FieldsProps) {
  const t = useT('account')
  const { county } = values
  const known = useCountyName(county.code.trim())
  const offered = useRef('')
  useEffect(() => {
    if (!known || (county.name !== '' && county.name !== offered.current) || county.name === known) return
    offered.current = known
    set('county', { ...county, name: known })
  }, [known, county, set])
  return (
    <>
      <TextField
        name="county.code"
        label={t('setup.code')}
        hint={t('setup.codeHint')}
        inputMode="numeric"
        value={county.code}
        onValue={code => set('county', { ...county, code })}
      />
      <TextField
        name="county.name"
        label={t('setup.county')}
        hint={t('setup.countyHint')}
        value={county.name}
        onValue={name => set('county', { ...county, name })}
      />
    </>
  )
}

export function SeatsFields({ form }: FieldsProps) {
  const t = useT('account')
  return (
    <>
      <Note>{t('setup.threeAdmins')}</Note>
      {seatNames.slice(0, 3).map(name => (
        <Seat key={name} name={name} seat={form.values[name]} onSeat={seat => form.set(name, seat)} />
      ))}
    </>
  )
}

export function OfficeFields({ form }: FieldsProps) {
  const t = useT('account')
  return (
    <>
      <Note>{t('setup.officeWhy')}</Note>
      <Seat name="office" seat={form.values.office} onSeat={seat => form.set('office', seat)} />
    </>
  )
}

function Seat({ name, seat, onSeat }: { name: SeatName; seat: SeatForm; onSeat: (seat: SeatForm) => void }) {
  const t = useT('account')
  return (
    <fieldset className={css.seat}>
      <legend>{t(`setup.seat.${name}`)}</legend>
      <p className="muted">{t(`setup.duty.${name}`)}</p>
      <div className={css.pair}>
        <TextField
          name={`${name}.name`}
          label={t('setup.person')}
          autoComplete="off"
          value={seat.name}
          onValue={v => onSeat({ ...seat, name: v })}
        />
        <TextField
          name={`${name}.login`}
          label={t('signin.login')}
          autoComplete="off"
          autoCapitalize="none"
          value={seat.login}
          onValue={v => onSeat({ ...seat, login: v })}
        />
      </div>
      <PasswordField
        name={`${name}.password`}
        label={t('signin.password')}
        hint={<PasswordHint />}
        autoComplete="new-password"
        value={seat.password}
        onValue={v => onSeat({ ...seat, password: v })}
      />
    </fieldset>
  )
}
