import type { Option } from '@/kit'
import { Chip } from '@/kit'
import css from './Inspection.module.css'

interface Props {
  label: string
  kinds: Option[]
  chosen: string[]
  onChosen: (chosen: string[]) => void
}

/** Kinds of sites as chips that are pressed or not: all in sight, none hidden in a list. */
export function KindPicker({ label, kinds, chosen, onChosen }: Props) {
  return (
    <fieldset className={css.fieldset}>
      <legend>{label}</legend>
      <div className={css.row}>
        {kinds.map(k => (
          <Chip
            key={k.value}
            pressed={chosen.includes(k.value)}
            onPress={() =>
              onChosen(chosen.includes(k.value) ? chosen.filter(c => c !== k.value) : [...chosen, k.value])
            }
          >
            {k.label}
          </Chip>
        ))}
      </div>
    </fieldset>
  )
}
