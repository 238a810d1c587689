import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, PasswordField, SelectField, TextField } from '@/parts'
import { type Letter, useKeys } from './data'
import { EndKey } from './EndKey'
import css from './Letter.module.css'
import type { SuiteName } from './signing/suite'
import { useProof } from './useProof'
import { useEnrol, useSign } from './useSigning'

interface Props {
  letter: Letter
  role: 'issuer' | 'signer'
  onDone: () => void
}

/** Signing, on the desk and on a phone: the digest of what was read, the own secret, and who one is once more. */
export function SignForm({ letter, role, onDone }: Props) {
  const t = useT('letter')
  const keys = useKeys()
  if (keys.isPending) return null
  const live = keys.data?.items?.find(k => !k.ended)
  if (!live) return <Enrol hint={t('key.first')} />
  return <Sign letter={letter} role={role} keyId={live.id} onDone={onDone} />
}

function Sign({ letter, role, keyId, onDone }: Props & { keyId: string }) {
  const t = useT('letter')
  const proof = useProof()
  const [secret, setSecret] = useState('')
  const sign = useSign(letter, role)
  const submit = () => sign.mutate({ body: { secret, proof: proof.body }, key: '' }, { onSuccess: onDone })
  const [lost, setLost] = useState(false)
  if (lost) return <EndKey id={keyId} onDone={() => setLost(false)} />
  return (
    <Form onSubmit={submit} problem={sign.error}>
      <p>{t('sign.what', { title: letter.title, issuer: letter.issuer.name, signer: letter.signer.name })}</p>
      <p className="muted">
        SHA-256 <code className={css.hash}>{letter.hash}</code>
      </p>
      <PasswordField
        name="secret"
        label={t('key.secret')}
        hint={t('key.here')}
        value={secret}
        onValue={setSecret}
        autoComplete="current-password"
      />
      <Proof proof={proof} />
      <Actions>
        <Button type="submit" look="primary" busy={sign.isPending}>
          {t('sign.verb')}
        </Button>
        <Button look="quiet" onClick={() => setLost(true)}>
          {t('key.forgot')}
        </Button>
      </Actions>
    </Form>
  )
}

/** A key of one's own, made on this device under a secret of one's own. */
export function Enrol({ hint, onDone }: { hint: string; onDone?: () => void }) {
  const t = useT('letter')
  const proof = useProof()
  const [secret, setSecret] = useState('')
  const [suite, setSuite] = useState<SuiteName>('ed25519')
  const enrol = useEnrol()
  const submit = () => enrol.mutate({ body: { suite, secret, proof: proof.body }, key: '' }, { onSuccess: onDone })
  return (
    <Form onSubmit={submit} problem={enrol.error}>
      <Note>{hint}</Note>
      <PasswordField
        name="secret"
        label={t('key.new')}
        hint={t('key.hint')}
        value={secret}
        onValue={setSecret}
        autoComplete="new-password"
      />
      <SelectField
        name="suite"
        label={t('sign.suite')}
        value={suite}
        onValue={value => setSuite(value as SuiteName)}
        options={[
          { value: 'ed25519', label: t('key.ed25519') },
          { value: 'sm2-sm3', label: t('key.sm2') },
        ]}
      />
      <Proof proof={proof} />
      <Actions>
        <Button type="submit" look="primary" busy={enrol.isPending}>
          {t('key.make')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Who one is, once more: the second factor where there is one, else the password. */
function Proof({ proof }: { proof: ReturnType<typeof useProof> }) {
  const t = useT('letter')
  if (proof.demo) return <p className="muted">{t('proof.demo')}</p>
  return proof.totp ? (
    <TextField
      name="code"
      label={t('proof.code')}
      inputMode="numeric"
      autoComplete="one-time-code"
      value={proof.value}
      onValue={proof.set}
    />
  ) : (
    <PasswordField
      name="old"
      label={t('proof.password')}
      value={proof.value}
      onValue={proof.set}
      autoComplete="current-password"
    />
  )
}
