import { useState } from 'react'
import { useT } from '@/app/i18n'
import type { Screen as Shown } from '@/app/rooms'
import { navigate } from '@/app/router'
import { Screen, Sheet } from '@/fieldkit'
import { Button, Empty, Lamp, Loaded, StatusTag, StuckSentence } from '@/parts'
import { itemKey, type MatterBrief, useMatter, useTodo } from './data'
import { FieldDuty } from './FieldDuty'
import css from './FieldItem.module.css'
import { FieldRelay } from './FieldRelay'
import { MatterFacts } from './MatterFacts'
import { PaperLink } from './PaperLink'
import { VerbForm } from './verbs/VerbForm'
import './words'

const exits = ['extension', 'return', 'transfer']

/** One thing to do on the phone; a document to be relayed has a screen of its own. */
export default function FieldItem({ params }: Shown) {
  const key = params.key ?? ''
  if (key.startsWith('duty.')) return <FieldDuty id={key} />
  return key.startsWith('relay.') ? <FieldRelay id={key} /> : <FieldMatter name={key} />
}

/** Read, do, or leave by an honest exit. */
function FieldMatter({ name }: { name: string }) {
  const t = useT('todo')
  const [id = '', paper] = name.split('.')
  const matter = useMatter(id)
  const todo = useTodo()
  const item = todo.data?.items?.find(i => itemKey(i) === name)
  const verb = item?.verb ?? ''
  return (
    <Screen name={t('nav')} title={matter.data?.title ?? t('nav')} back={{ to: '/', label: t('nav') }}>
      <Loaded query={matter}>
        {data => (
          <>
            <div className={css.tags}>
              <Lamp lamp={data.lamp} big />
              <StatusTag state={data.state} />
            </div>
            <StuckSentence text={data.stuck} />
            <PaperLink id={paper} number={item?.why ?? ''} />
            <MatterFacts matter={data} />
            {item ? (
              <section className={css.act}>
                <h2>{t(`act.${verb}`)}</h2>
                <p className="muted">{t(`next.${verb}`)}</p>
                <VerbForm
                  matter={id}
                  title={data.title}
                  verb={verb}
                  paper={paper}
                  revision={data.revision}
                  camera
                  suggest={data.suggest}
                  onDone={() => navigate('/')}
                />
              </section>
            ) : (
              todo.data && <Empty icon="check" title={t('field.gone')} />
            )}
            <Exits matter={data} verb={verb} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Exits({ matter, verb }: { matter: MatterBrief; verb: string }) {
  const t = useT('todo')
  const [open, setOpen] = useState('')
  const verbs = (matter.can ?? []).map(c => c.verb).filter(v => exits.includes(v) && v !== verb)
  if (verbs.length === 0) return null
  const done = () => {
    setOpen('')
    navigate('/')
  }
  return (
    <div className={css.exits}>
      {verbs.map(v => (
        <Button key={v} onClick={() => setOpen(v)}>
          {t(`exit.${v}`)}
        </Button>
      ))}
      <Sheet open={open !== ''} title={open ? t(`act.${open}`) : ''} closeLabel={t('back')} onClose={() => setOpen('')}>
        {open && (
          <>
            <p className="muted">{t(`next.${open}`)}</p>
            <VerbForm
              matter={matter.id}
              title={matter.title}
              verb={open}
              revision={matter.revision}
              suggest={matter.suggest}
              onDone={done}
            />
          </>
        )}
      </Sheet>
    </div>
  )
}
