import { useT } from '@/app/i18n'
import { Level, Tag } from '@/kit'
import { levelOf } from './data'

/** A grade of risk speaks through shape, colour and word: ⬣ 重大 · ◆ 较大 · ▲ 一般 · ● 低. */
export function Grade({ colour }: { colour: string }) {
  const t = useT('risk')
  const level = levelOf(colour)
  if (!level) return <Tag>{t('colour.none')}</Tag>
  return <Level level={level} text={t(`colour.${colour}`)} />
}
