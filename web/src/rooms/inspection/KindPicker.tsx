import { Chip, Field, type Option } from '@/kit'
import css from './Inspection.module.css'

interface Props {
  name: string
  label: string
  kinds: Option[]
  chosen: string[]
  onChosen: (chosen: string[]) => void
}

/** Choices as chips that are pressed or not: all in sight, none hidden in a list. */
export function KindPicker({ name, label, kinds, chosen, onChosen }: Props) {
  return (
    <Field name={name} label={label}>
      {({ id, 'aria-describedby': about }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a second label
        <div id={id} role="group" aria-label={label} aria-describedby={about} tabIndex={-1} className={css.row}>
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
      )}
    </Field>
  )
}
