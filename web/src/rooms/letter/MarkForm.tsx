import { useState } from 'react'
import type { FileRef } from '@/api/types'
import { useWay } from '@/api/way'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Actions, AreaField, Button, EvidenceList, Form, TextField, toast, useKey } from '@/parts'
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

function SelfMark(props: Props) {
  const { line, onDone } = props
  const t = useT('letter')
  const [given, setGiven] = useState(line.mark ? points(line.mark.self) : '')
  const [text, setText] = useState(line.mark?.text ?? '')
  const [files, setFiles] = useState<FileRef[]>(line.mark?.files ?? [])
  const { send, problem, busy } = useMark(props, 'self')
  const submit = () => send({ self: hundredths(given), text: text.trim(), files: files.map(f => f.hash) })
  return (
    <Form onSubmit={submit} problem={problem}>
      {line.evidence && <p className="muted">{t('mark.evidence', { evidence: line.evidence })}</p>}
      <TextField
        name="self"
        label={t('mark.points', { full: points(line.full) })}
        inputMode="decimal"
        value={given}
        onValue={setGiven}
      />
      <AreaField name="text" label={t('mark.text')} rows={3} value={text} onValue={setText} />
      <EvidenceField files={files} onFiles={setFiles} label={t('mark.files')} />
      <Buttons busy={busy} onDone={onDone} />
    </Form>
  )
}

function CheckMark(props: Props) {
  const { line, onDone } = props
  const t = useT('letter')
  const m = line.mark
  const [given, setGiven] = useState(points(m?.checked ?? m?.self ?? 0))
  const [found, setFound] = useState(m?.found ?? '')
  const { send, problem, busy } = useMark(props, 'check')
  return (
    <Form onSubmit={() => send({ points: hundredths(given), found: found.trim() })} problem={problem}>
      {line.evidence && <p className="muted">{t('mark.evidence', { evidence: line.evidence })}</p>}
      <p>{m ? t('mark.own', { points: points(m.self), text: m.text || t('mark.nothing') }) : t('mark.none')}</p>
      {(m?.files ?? []).length > 0 && <EvidenceList files={m?.files ?? []} />}
      <TextField
        name="points"
        label={t('mark.points', { full: points(line.full) })}
        inputMode="decimal"
        value={given}
        onValue={setGiven}
      />
      <AreaField name="found" label={t('mark.found')} rows={3} value={found} onValue={setFound} />
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
