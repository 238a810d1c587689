import { url } from '@/api/client'
import type { FileRef } from '@/api/types'
import { sayBytes } from '@/app/bytes'
import css from './Evidence.module.css'
import { Icon } from './Icon'
import { Picture } from './Picture'

const isPicture = (file: FileRef) => file.type.startsWith('image/')

const paper = <Icon name="file" size={20} />

/** The proof of a step: pictures as thumbnails, papers by name; each opens the stored original. */
export function EvidenceList({ files }: { files: FileRef[] }) {
  return (
    <ul className={css.list}>
      {files.map(file => (
        <li key={file.hash}>
          <a className={css.item} href={url(`/files/${file.hash}`)} target="_blank" rel="noreferrer">
            {isPicture(file) ? (
              <Picture
                className={css.thumb}
                src={url(`/files/${file.hash}/thumb`)}
                alt={file.name}
                lazy
                instead={paper}
              />
            ) : (
              paper
            )}
            <span className={css.name}>{file.name}</span>
            <span className={css.size}>{sayBytes(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
