// One stroke set, drawn here. An icon never stands alone: the text beside it, or the label of its button, says what it is.

const paths = {
  todo: 'M4 6.5l1.6 1.6L8.5 5M4 13l1.6 1.6 2.9-3.1M4 19.5l1.6 1.6 2.9-3.1M12 7h8M12 13.5h8M12 20h8',
  board: 'M4 20V4m0 16h16M8 16v-5m4 5V7m4 9v-7',
  matter: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5',
  meeting: 'M4 5h16v10H4zM9 20l3-5 3 5M12 3v2M8 9h8M8 12h5',
  unit: 'M5 21V6l7-3 7 3v15M3 21h18M9 9h.01M15 9h.01M9 13h.01M15 13h.01M10 21v-4h4v4',
  import: 'M12 3v11m0 0l-4-4m4 4l4-4M4 17v3h16v-3',
  export: 'M12 14V3m0 0L8 7m4-4l4 4M4 17v3h16v-3',
  ledger: 'M5 4h11a3 3 0 013 3v13H8a3 3 0 01-3-3zM5 17a3 3 0 013-3h11M9 8h6',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  bell: 'M6 16V11a6 6 0 1112 0v5l1.5 2h-15zM10 21h4',
  search: 'M11 4a7 7 0 110 14 7 7 0 010-14zM16.2 16.2L21 21',
  sun: 'M12 8a4 4 0 110 8 4 4 0 010-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  moon: 'M20 14.5A8 8 0 019.5 4a8 8 0 1010.5 10.5z',
  elder: 'M3 19L9 5l6 14M5.2 14h7.6M18 7v8m-4-4h8',
  globe: 'M12 3a9 9 0 110 18 9 9 0 010-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  help: 'M12 3a9 9 0 110 18 9 9 0 010-18zM9.5 9.5a2.5 2.5 0 113.6 2.2c-.8.4-1.1.9-1.1 1.8M12 17h.01',
  person: 'M12 4a4 4 0 110 8 4 4 0 010-8zM4.5 21a7.5 7.5 0 0115 0',
  gear: 'M12 9a3 3 0 110 6 3 3 0 010-6zM12 3v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.1 2.1m8.6 8.6l2.1 2.1M5.6 18.4l2.1-2.1m8.6-8.6l2.1-2.1',
  swap: 'M7 4L3 8l4 4M3 8h14M17 12l4 4-4 4M21 16H7',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 3a9 9 0 110 18 9 9 0 010-18zM12 7v5.5l3.5 2',
  alert: 'M12 4l9 16H3zM12 10v5M12 17.5h.01',
  info: 'M12 3a9 9 0 110 18 9 9 0 010-18zM12 11v5.5M12 7.5h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v12H4zM12 10.5a3.5 3.5 0 110 7 3.5 3.5 0 010-7z',
  chevron: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  back: 'M15 5l-7 7 7 7',
  plus: 'M12 5v14M5 12h14',
  filter: 'M4 5h16l-6 8v6l-4 2v-8z',
  columns: 'M4 4h16v16H4zM10 4v16M15 4v16',
  pin: 'M12 21s-7-6.2-7-11.5a7 7 0 0114 0C19 14.8 12 21 12 21zM12 7.5a2.5 2.5 0 110 5 2.5 2.5 0 010-5z',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 006 6L16 13l5 2v3a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  mic: 'M12 3a3 3 0 013 3v6a3 3 0 01-6 0V6a3 3 0 013-3zM5 11a7 7 0 0014 0M12 18v3M9 21h6',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 13h3v3h-3M13 8h3v3M8 13v3h3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5',
  map: 'M9 4L3 7v13l6-3 6 3 6-3V4l-6 3zM9 4v13M15 7v13',
  menu: 'M4 7h16M4 12h16M4 17h16',
  key: 'M8 11a4 4 0 110 8 4 4 0 010-8zM11 12.5L20 4M16.5 7.5L19 10',
  lock: 'M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  out: 'M14 4H5v16h9M10 12h11m0 0l-4-4m4 4l-4 4',
  wave: 'M3 9c3 0 3-2.5 6-2.5S12 9 15 9s3-2.5 6-2.5M3 16c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5',
  sliders: 'M5 4v7m0 4v5M12 4v3m0 4v9M19 4v9m0 4v3M3 11h4M10 11h4M17 17h4',
  send: 'M21 3L3 10.5l7 2.5 2.5 7z',
  hourglass: 'M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4',
  bolt: 'M13 3L5 13.5h6L10 21l8-10.5h-6z',
  lines: 'M4 6h16M4 12h16M4 18h10',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={`${size / 14}em`}
      height={`${size / 14}em`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  )
}
