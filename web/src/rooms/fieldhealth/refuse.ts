const most = 300 * 1024 * 1024

/** refuse names what is wrong with a rescue file before it is sent. */
export function refuse(file: { name: string; size: number }): '' | 'empty' | 'type' | 'large' {
  if (file.size === 0) return 'empty'
  if (!file.name.toLowerCase().endsWith('.anlan')) return 'type'
  return file.size > most ? 'large' : ''
}
