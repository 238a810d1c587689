import { useEffect, useState } from 'react'
import { useT } from '@/app/i18n'
import { Button } from '@/kit'

const seconds = 3

/** A button that takes three seconds before it can be pressed: time to read the names once more. */
export function ArmedButton({ label, busy, onPress }: { label: string; busy: boolean; onPress: () => void }) {
  const t = useT('committee')
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <>
      <Button look="primary" icon="send" busy={busy} disabled={left > 0} onClick={onPress}>
        {left > 0 ? t('armed.left', { label, left }) : label}
      </Button>
      <span className="sr-only" role="status">
        {left > 0 ? t('armed.reading') : t('armed.ready')}
      </span>
    </>
  )
}
