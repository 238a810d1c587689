import { useState } from 'react'
import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { Button, ButtonLink, Lamp, StatusTag, StuckSentence } from '@/parts'
import css from './DeskTodo.module.css'
import { useMatter } from './data'
import { MatterFacts } from './MatterFacts'
import { PaperLink } from './PaperLink'
import { VerbForm } from './verbs/VerbForm'

interface PaneProps {
  item: TodoItem
  onBack: () => void
  onDone: () => void
}

const exits = ['extension', 'return', 'transfer']

/** The one thing being done: what it is, why it is mine, the form of its verb, and the honest exits. */
export function TodoPane({ item, onBack, onDone }: PaneProps) {
  const t = useT('todo')
  const matter = useMatter(item.matter.id)
  const [verb, setVerb] = useState(item.verb)
  const row = item.matter
  const others = (matter.data?.can ?? []).map(c => c.verb).filter(v => exits.includes(v) && v !== item.verb)
  return (
    <section className={css.pane} aria-label={item.title}>
      <div className={css.back}>
        <Button look="quiet" icon="back" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      <header className={css.paneHead}>
        <div className={css.paneTags}>
          <Lamp lamp={row.lamp} big />
          <StatusTag state={row.state} />
          <span className="muted">{row.number}</span>
        </div>
        <h2 className={css.paneTitle}>{item.title}</h2>
        <p className={css.paneWhy}>{t('why', { why: item.why })}</p>
        <StuckSentence text={row.stuck} />
        <PaperLink id={item.paper} number={item.why} />
      </header>
      {matter.data && <MatterFacts matter={matter.data} />}
      <div className={css.act}>
        <h3 className={css.actTitle}>{t(`act.${verb}`)}</h3>
        <p className={css.actHint}>{t(`next.${verb}`)}</p>
        <VerbForm
          key={`${verb}.${matter.data?.suggest?.id ?? ''}`}
          suggest={matter.data?.suggest}
          matter={row.id}
          title={row.title}
          verb={verb}
          paper={item.paper}
          revision={matter.data?.revision ?? row.revision}
          onDone={onDone}
        />
      </div>
      <footer className={css.exits}>
        {verb !== item.verb && (
          <Button look="quiet" icon="undo" onClick={() => setVerb(item.verb)}>
            {t('backTo', { verb: item.label })}
          </Button>
        )}
        {others
          .filter(v => v !== verb)
          .map(v => (
            <Button key={v} look="quiet" onClick={() => setVerb(v)}>
              {t(`exit.${v}`)}
            </Button>
          ))}
        <span className={css.whole}>
          <ButtonLink to={`/matters/${row.id}`} look="quiet" icon="wave">
            {t('whole')}
          </ButtonLink>
        </span>
      </footer>
    </section>
  )
}
