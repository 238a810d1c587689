import { type ReactNode, useState } from 'react'

interface PictureProps {
  src: string
  alt: string
  className?: string
  lazy?: boolean
  /** What stands in its place when the browser cannot show it: a format that it does not know, a broken file. */
  instead: ReactNode
}

/** A picture that may turn out to be none that a browser shows: phones send formats of their own, lines break. */
export function Picture({ src, alt, className, lazy, instead }: PictureProps) {
  const [failed, setFailed] = useState('')
  if (failed === src) return instead
  return (
    <img className={className} src={src} alt={alt} loading={lazy ? 'lazy' : undefined} onError={() => setFailed(src)} />
  )
}
