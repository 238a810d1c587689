import { useState } from 'react'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  Dialog,
  Form,
  Note,
  Panel,
  PasswordField,
  useForm,
  useKey,
  useRefused,
} from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { type Opening, type Person, type Tip, useAct, useOpen } from './data'
import { useSend } from './forms'
import css from './Tip.module.css'

/** 举报人身份: sealed. Two posts open it, for some hours; the reporter is told. */
export function VaultPanel({ tip }: { tip: Tip }) {
  const t = useT('tip')
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const kept = tip.kept
  return (
    <Panel title={t('vault.title')}>
      {!kept && <p>{t('vault.none')}</p>}
      {kept?.destroyed && <p>{t('vault.destroyed', { at: say.time(kept.destroyed) })}</p>}
      {kept && !kept.destroyed && <p>{t('vault.sealed')}</p>}
      {kept?.until && !kept.destroyed && <p className="muted">{t('vault.until', { at: say.time(kept.until) })}</p>}
      <div className={css.openings}>
        {tip.openings.map(o => (
          <Request key={o.id} tip={tip} opening={o} />
        ))}
      </div>
      {tip.can.includes('unseal') && <Button onClick={() => setAsking(true)}>{t('verb.unseal')}</Button>}
      <Dialog open={asking} title={t('verb.unseal')} onClose={() => setAsking(false)}>
        {asking && <AskForm tip={tip} onDone={() => setAsking(false)} />}
      </Dialog>
    </Panel>
  )
}

function AskForm(props: { tip: Tip; onDone: () => void }) {
  const t = useT('tip')
  const form = useForm({ reason: '' }, ['reason'])
  const { send, busy, problem } = useSend(props, 'openings', 'said.unseal')
  return (
    <Form
      onSubmit={() => form.valid() && send({ reason: form.values.reason.trim() })}
      errors={form.errors}
      problem={problem}
    >
      <Note tone="warn">{t('unseal.note')}</Note>
      <AreaField {...form.bind('reason')} label={t('unseal.reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.unseal')}
        </Button>
      </Actions>
    </Form>
  )
}

/** One request: who asked and why, and what another post said to it. */
function Request({ tip, opening: o }: { tip: Tip; opening: Opening }) {
  const t = useT('tip')
  const say = useSay()
  const act = useAct(tip.id)
  const refused = useRefused()
  const key = useKey()
  const decide = (grant: boolean) =>
    act.mutate({ path: `openings/${o.id}/decide`, body: { grant }, key: key(`${o.id}${grant}`) }, { onError: refused })
  const now = o.state === 'granted' && o.until && Date.parse(o.until) > Date.now()
  return (
    <div>
      <p>
        {t(`opening.${o.state}`)} · {o.asked.name} · {say.time(o.askedAt)}
      </p>
      <p className={css.text}>{o.reason}</p>
      {o.decided.name && (
        <p className="muted">
          {o.decided.name} · {say.time(o.at)}
          {o.until && ` · ${t('opening.until', { at: say.time(o.until), count: o.readings })}`}
        </p>
      )}
      {o.state === 'asked' && tip.can.includes('approve') && (
        <div className={css.verbs}>
          <Button look="primary" busy={act.isPending} onClick={() => decide(true)}>
            {t('opening.grant')}
          </Button>
          <Button busy={act.isPending} onClick={() => decide(false)}>
            {t('opening.refuse')}
          </Button>
        </div>
      )}
      {now && tip.can.includes('open') && <Envelope tip={tip} opening={o} />}
    </div>
  )
}

/** The identity stands on the screen until it is closed, and nowhere else. */
function Envelope({ tip, opening }: { tip: Tip; opening: Opening }) {
  const t = useT('tip')
  const [phrase, setPhrase] = useState('')
  const [person, setPerson] = useState<Person>()
  const open = useOpen(tip.id, opening.id)
  const submit = () =>
    open.mutate(phrase, {
      onSuccess: p => {
        setPerson(p)
        setPhrase('')
        open.reset()
      },
    })
  if (person) {
    return (
      <div className={css.person}>
        {[person.name, person.phone, person.contact].filter(Boolean).map(x => (
          <p key={x}>{x}</p>
        ))}
        <Button small onClick={() => setPerson(undefined)}>
          {t('vault.close')}
        </Button>
      </div>
    )
  }
  return (
    <Form onSubmit={submit} problem={open.error}>
      {tip.vault.locked && (
        <PasswordField
          name="phrase"
          label={t('phrase')}
          value={phrase}
          onValue={setPhrase}
          autoComplete="new-password"
        />
      )}
      <Button type="submit" busy={open.isPending}>
        {t('verb.open')}
      </Button>
    </Form>
  )
}
