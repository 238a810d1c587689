import { useT } from '@/app/i18n'
import { AreaField, DateField, FileDrop, UnitSearch } from '@/parts'
import type { Blank } from './spec'
import { type Filled, wireName } from './VerbForm'

const largest = 20 * 1024 * 1024
const accepted = 'image/*,.pdf,.docx,.xlsx'

interface BlanksProps {
  blanks: Blank[]
  verb: string
  values: Filled
  set: <K extends keyof Filled>(name: K, value: Filled[K]) => void
  update: (change: (old: Filled) => Filled) => void
  camera?: boolean
}

/** The fields that a verb asks for, in its order. */
export function Blanks({ blanks, verb, values, set, update, camera }: BlanksProps) {
  const t = useT('todo')
  const optional = verb === 'review' || verb === 'grant' || verb === 'urge'
  const field = (name: Blank) => {
    switch (name) {
      case 'files':
        return (
          <FileDrop
            key={name}
            name="files"
            label={t('blank.files')}
            hint={t('blank.filesHint')}
            optional
            camera={camera}
            accept={accepted}
            max={largest}
            files={values.files}
            onFiles={change => update(old => ({ ...old, files: change(old.files) }))}
          />
        )
      case 'until':
        return (
          <DateField
            key={name}
            name="until"
            label={t('blank.until')}
            chips={['3d', '7d', '15d', 'month-end']}
            value={values.until}
            onValue={day => set('until', day)}
          />
        )
      case 'unit':
        return (
          <UnitSearch
            key={name}
            name={wireName(verb, name)}
            label={t(`blank.unit.${verb === 'return' ? 'suggest' : 'transfer'}`)}
            optional={verb === 'return'}
            value={values.unit}
            onValue={unit => set('unit', unit)}
          />
        )
      default:
        return (
          <AreaField
            key={name}
            name={name}
            label={t(`blank.${name}.${verb}`)}
            optional={optional}
            maxLength={name === 'text' ? 4000 : 1000}
            value={values[name]}
            onValue={v => set(name, v)}
          />
        )
    }
  }
  return <>{blanks.map(field)}</>
}
