import { useState } from 'react'
import type { FileRef, Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, type Errors, Form, lacking, needed, toast, useForm, useKey } from '@/parts'
import { useAct } from '../data'
import { Blanks } from './Blanks'
import { type Blank, type Choice, specs } from './spec'

export interface Filled {
  text: string
  reason: string
  until: string
  files: FileRef[]
  unit: Named | null
}

const blank: Filled = { text: '', reason: '', until: '', files: [], unit: null }

interface VerbFormProps {
  matter: string
  /** What the phone's outbox calls it. */
  title: string
  verb: string
  paper?: string
  revision: number
  camera?: boolean
  /** Whom a return named: the decision starts from it. */
  suggest?: Named | null
  onDone: () => void
}

/** VerbForm is one verb of the loop as a form: desk and phone use the same. */
export function VerbForm({ matter, title, verb, paper, revision, camera, suggest, onDone }: VerbFormProps) {
  const t = useT('todo')
  const act = useAct(matter, verb, title, paper)
  const keyFor = useKey()
  const [chosen, setChosen] = useState<string>('')
  const [missing, setMissing] = useState<Errors>({})
  const form = useForm<Filled>(verb === 'transfer' && suggest ? { ...blank, unit: suggest } : blank)
  const spec = specs[verb]
  if (!spec) return null
  const submit = (choice: Choice) => {
    const gaps = Object.keys(lacking(form.values, choice.needs ?? [])) as Blank[]
    setMissing(Object.fromEntries(gaps.map(name => [wireName(verb, name), needed])))
    setChosen(choice.label)
    if (gaps.length > 0) return
    const seen = verb === 'urge' ? undefined : revision
    const body = { ...wire(verb, form.values, spec.blanks), ...choice.body, revision: seen }
    act.mutate({ body, key: keyFor(body) }, { onSuccess: () => finish(choice) })
  }
  const finish = (choice: Choice) => {
    form.reset(blank)
    toast(t(`done.${choice.label}`))
    onDone()
  }
  const first = spec.choices[0]
  return (
    <Form onSubmit={() => first && submit(first)} errors={missing} problem={act.error}>
      <Blanks
        blanks={spec.blanks}
        verb={verb}
        values={form.values}
        set={form.set}
        update={form.update}
        camera={camera}
      />
      <Actions>
        {spec.choices.map((choice, i) => (
          <Button
            key={choice.label}
            type={i === 0 ? 'submit' : 'button'}
            look={i === 0 ? 'primary' : 'normal'}
            busy={act.isPending && chosen === choice.label}
            onClick={i === 0 ? undefined : () => submit(choice)}
          >
            {t(`verb.${choice.label}`)}
          </Button>
        ))}
      </Actions>
    </Form>
  )
}

/** The server's name of a blank: a returned matter suggests a unit, a transferred one gets it. */
export function wireName(verb: string, name: Blank): string {
  return name === 'unit' && verb === 'return' ? 'suggest' : name
}

function wire(verb: string, values: Filled, blanks: Blank[]): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const name of blanks) {
    if (name === 'files') body.files = values.files.map(f => f.hash)
    else if (name === 'unit') body[wireName(verb, name)] = values.unit?.id ?? ''
    else body[name] = values[name].trim()
  }
  return body
}
