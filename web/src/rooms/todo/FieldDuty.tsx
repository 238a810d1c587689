import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Screen } from '@/fieldkit'
import { Empty, Lamp, Loaded } from '@/parts'
import { DutyForm } from './DutyForm'
import { itemKey, useTodo } from './data'
import css from './FieldItem.module.css'

/** A question of the office about who answers for what, on the phone. */
export function FieldDuty({ id }: { id: string }) {
  const t = useT('todo')
  const todo = useTodo()
  const item = todo.data?.items?.find(i => itemKey(i) === id)
  return (
    <Screen name={t('nav')} title={item?.title ?? t('nav')} back={{ to: '/', label: t('nav') }}>
      <Loaded query={todo}>
        {() =>
          item?.duty ? (
            <>
              <div className={css.tags}>
                <Lamp lamp={item.matter.lamp} big />
              </div>
              <section className={css.act}>
                <h2>{t('act.duty')}</h2>
                <p className="muted">{t('next.duty')}</p>
                <DutyForm finding={item.duty} title={item.title} onDone={() => navigate('/')} />
              </section>
            </>
          ) : (
            <Empty icon="check" title={t('field.gone')} />
          )
        }
      </Loaded>
    </Screen>
  )
}
