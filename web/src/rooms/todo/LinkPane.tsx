import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { ButtonLink } from '@/parts'
import { AskedPane } from './AskedPane'
import { AtOnce } from './AtOnce'

interface PaneProps {
  item: TodoItem
  link: string
  onBack: () => void
  onDone: () => void
}

/** Something that is done on its own page, or with one press here. */
export function LinkPane({ item, link, onBack, onDone }: PaneProps) {
  const t = useT('todo')
  const whole = item.act && (
    <ButtonLink to={link} look="quiet" icon="file">
      {t('open')}
    </ButtonLink>
  )
  return (
    <AskedPane item={item} onBack={onBack} kind={item.kind} whole={whole}>
      {item.act ? (
        <AtOnce item={item} onDone={onDone} />
      ) : (
        <ButtonLink to={link} look="primary">
          {item.label}
        </ButtonLink>
      )}
    </AskedPane>
  )
}
