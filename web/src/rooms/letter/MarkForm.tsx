import type { FileRef } from '@/api/types'
import { useWay } from '@/api/way'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Actions, AreaField, Button, EvidenceList, Form, TextField, toast, useForm, useKey } from '@/parts'
import { type Letter, type Line, points, useLetterWrite } from './data'
import { EvidenceField } from './Evidence'

interface Props {
  letter: Letter
  line: Line
  onDone: () => void
}

/** The signer's own mark with what shows it, or the mark of the check, never by the same unit. */
export function MarkForm(props: Props) {
  return props.letter.can.includes('check') ? <CheckMark {...props} /> : <SelfMark {...props} />
}

/** What is given: the own mark with its files, or the checked one. */
type Given = { files?: string[] } & Record<string, unknown>

function useMark({ letter, line, onDone }: Props, verb: 'self' | 'check') {
  const t = useT('letter')
  const keyFor = useKey()
  const way = useWay()
  const { lang } = usePrefs()
  // On a phone the mark waits with its pictures until there is a line.
  const save = useLetterWrite((body: Given, key) =>
    way.act({
      kind: `letter.${verb}`,
      title: lang === 'en' ? line.en : line.zh,
      path: `/letters/${letter.id}/clauses/${line.key}/${verb}`,
      body: { ...body },
      key,
      files: body.files ?? [],
    }),
  )
  const send = (body: Given) =>
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('mark.saved'))
          onDone()
        },
      },
    )
  return { send, problem: save.error, busy: save.isPending }
}

const hundredths = (typed: string) => Math.round(Number(typed) * 100)

/** Says at the field that what was typed is no number of points; whether it is too many says the server. */
function usePoints() {
  const t = useT('letter')
  return (name: string, typed: string) => (Number.isNaN(Number(typed)) ? { [name]: t('mark.number') } : {})
}

function SelfMark(props: Props) {
  const { line, onDone } = props
  const t = useT('letter')
  const wrong = usePoints()
  const form = useForm(
    {
      self: line.mark ? points(line.mark.self) : '',
      text: line.mark?.text ?? '',
      files: (line.mark?.files ?? []) as FileRef[],
    },
    ['self'],
    v => wrong('self', v.self),
  )
  const { send, problem, busy } = useMark(props, 'self')
  const submit = () => {
    const { self, text, files } = form.values
    if (form.valid()) send({ self: hundredths(self), text: text.trim(), files: files.map(f => f.hash) })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      {line.evidence && <p className="muted">{t('mark.evidence', { evidence: line.evidence })}</p>}
      <TextField {...form.bind('self')} label={t('mark.points', { full: points(line.full) })} inputMode="decimal" />
      <AreaField {...form.bind('text')} label={t('mark.text')} rows={3} />
      <EvidenceField
        files={form.values.files}
        onFiles={change => form.update(old => ({ ...old, files: change(old.files) }))}
        label={t('mark.files')}
      />
      <Buttons busy={busy} onDone={onDone} />
    </Form>
  )
}

function CheckMark(props: Props) {
  const { line, onDone } = props
  const t = useT('letter')
  const m = line.mark
  const wrong = usePoints()
  const form = useForm({ points: points(m?.checked ?? m?.self ?? 0), found: m?.found ?? '' }, ['points'], v =>
    wrong('points', v.points),
  )
  const { send, problem, busy } = useMark(props, 'check')
  const submit = () => {
    if (form.valid()) send({ points: hundredths(form.values.points), found: form.values.found.trim() })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      {line.evidence && <p className="muted">{t('mark.evidence', { evidence: line.evidence })}</p>}
      <p>{m ? t('mark.own', { points: points(m.self), text: m.text || t('mark.nothing') }) : t('mark.none')}</p>
      {(m?.files ?? []).length > 0 && <EvidenceList files={m?.files ?? []} />}
      <TextField {...form.bind('points')} label={t('mark.points', { full: points(line.full) })} inputMode="decimal" />
      <AreaField {...form.bind('found')} label={t('mark.found')} rows={3} />
      <Buttons busy={busy} onDone={onDone} />
    </Form>
  )
}

function Buttons({ busy, onDone }: { busy: boolean; onDone: () => void }) {
  const t = useT('letter')
  return (
    <Actions>
      <Button type="submit" look="primary" busy={busy}>
        {t('mark.save')}
      </Button>
      <Button onClick={onDone}>{t('cancel')}</Button>
    </Actions>
  )
}
