import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, CheckAnswers, Failure, toast, useKey } from '@/kit'
import { useLetterWrite } from './data'
import css from './Letter.module.css'
import type { Template } from './template'

type Verb = 'publish' | 'retire'

/** What may be done with a template; what every later letter follows is read once more before it begins or ends. */
export function TemplateVerbs({ template, onEdit }: { template: Template; onEdit: (x: Template) => void }) {
  const t = useT('letter')
  const keyFor = useKey()
  const [ask, setAsk] = useState<Verb>()
  const turn = useLetterWrite((verb: Verb, key) =>
    api.post(`/letter-templates/${template.id}/${verb}`, { revision: template.revision }, { key }),
  )
  const close = () => {
    setAsk(undefined)
    turn.reset()
  }
  const press = (verb: Verb) =>
    turn.mutate(
      { body: verb, key: keyFor([verb, template.revision]) },
      {
        onSuccess: () => {
          close()
          toast(t(`templates.did.${verb}`))
        },
      },
    )
  const draft = template.state === 'draft'
  return (
    <span className={css.chips}>
      <Button small look="quiet" onClick={() => onEdit(template)}>
        {t(draft ? 'templates.change' : 'templates.copy')}
      </Button>
      {draft && (
        <Button small onClick={() => setAsk('publish')}>
          {t('templates.publish')}
        </Button>
      )}
      {!template.builtin && template.state !== 'retired' && (
        <Button small look="quiet" onClick={() => setAsk('retire')}>
          {t('templates.retire')}
        </Button>
      )}
      {ask && (
        <CheckAnswers
          open
          title={t(`templates.ask.${ask}`, { kind: t(`kind.${template.body.kind}`) })}
          answers={[
            [t('templates.period'), `${template.from} – ${template.to || '…'}`],
            [t('templates.source'), template.source],
            [t('year.after'), t(`templates.then.${draft ? ask : 'end'}`)],
          ]}
          verb={t(`templates.${ask}`)}
          problem={turn.error && <Failure problem={turn.error} />}
          busy={turn.isPending}
          onClose={close}
          onConfirm={() => press(ask)}
        />
      )}
    </span>
  )
}
