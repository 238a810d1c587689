import type { ReactNode } from 'react'
import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { Screen } from '@/fieldkit'
import { Empty, Lamp, Loaded } from '@/parts'
import { itemKey, useTodo } from './data'
import css from './FieldItem.module.css'

interface AskedProps {
  id: string
  kind: 'duty' | 'relay'
  facts?: (item: TodoItem) => ReactNode
  children: (item: TodoItem) => ReactNode
}

/** Something that is asked of the unit and answered with one form, on the phone. */
export function FieldAsked({ id, kind, facts, children }: AskedProps) {
  const t = useT('todo')
  const todo = useTodo()
  const item = todo.data?.items?.find(i => itemKey(i) === id)
  return (
    <Screen name={t('nav')} title={item?.title ?? t('nav')} back={{ to: '/', label: t('nav') }}>
      <Loaded query={todo}>
        {() =>
          item?.[kind] ? (
            <>
              <div className={css.tags}>
                <Lamp lamp={item.matter.lamp} big />
              </div>
              {facts?.(item)}
              <section className={css.act}>
                <h2>{t(`act.${kind}`)}</h2>
                <p className="muted">{t(`next.${kind}`)}</p>
                {children(item)}
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
