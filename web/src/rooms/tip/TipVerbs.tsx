import { type ComponentType, useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Dialog, Panel, toast, useKey, useRefused } from '@/kit'
import { ConfirmForm } from './ConfirmForm'
import { type Tip, useAct, type Verb } from './data'
import { DismissForm, ResumeForm, SayForm, TransferForm } from './forms'
import { CollectForm, RewardForm } from './RewardForms'
import css from './Tip.module.css'

export interface FormProps {
  tip: Tip
  onDone: () => void
}

const forms: Partial<Record<Verb, ComponentType<FormProps>>> = {
  confirm: ConfirmForm,
  dismiss: DismissForm,
  transfer: TransferForm,
  resume: ResumeForm,
  say: SayForm,
  reward: RewardForm,
  collect: CollectForm,
}

const first: Verb[] = ['accept', 'confirm', 'resume', 'collect', 'reward']
const elsewhere: Verb[] = ['unseal', 'approve', 'open']

/** What may be done now, by the server's word: one primary verb, and the others beside it. */
export function TipVerbs({ tip, onGone }: { tip: Tip; onGone: () => void }) {
  const t = useT('tip')
  const [verb, setVerb] = useState<Verb>()
  const act = useAct(tip.id)
  const refused = useRefused()
  const key = useKey()
  const primary = first.find(v => tip.can.includes(v) && !(v === 'reward' && tip.reward))
  const others = tip.can.filter(v => v !== primary && !elsewhere.includes(v))
  const Form = verb && forms[verb]
  const start = (v: Verb) =>
    v === 'accept'
      ? act.mutate(
          { path: 'accept', body: {}, key: key('accept') },
          { onSuccess: () => toast(t('said.accept')), onError: refused },
        )
      : setVerb(v)
  const done = () => {
    setVerb(undefined)
    if (verb === 'transfer') onGone()
  }
  return (
    <Panel title={t('verbs')}>
      {primary && (
        <div className={css.primary}>
          <Button look="primary" wide busy={act.isPending} onClick={() => start(primary)}>
            {t(`verb.${primary}`)}
          </Button>
          <p className="muted">{t(`then.${primary}`)}</p>
        </div>
      )}
      <div className={css.verbs}>
        {others.map(v => (
          <Button key={v} onClick={() => start(v)}>
            {t(`verb.${v}`)}
          </Button>
        ))}
      </div>
      {!primary && others.length === 0 && <p className="muted">{t('nothing')}</p>}
      <Dialog open={Form !== undefined} title={verb ? t(`verb.${verb}`) : ''} onClose={() => setVerb(undefined)}>
        {Form && <Form tip={tip} onDone={done} />}
      </Dialog>
    </Panel>
  )
}
