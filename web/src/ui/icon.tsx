/** Our own few pictures, drawn on a 20 by 20 grid with one stroke width. */
const paths = {
  arrowLeft: 'M16 10H4m5-5-5 5 5 5',
  arrowRight: 'M4 10h12m-5-5 5 5-5 5',
  arrowUp: 'M10 16V4m-5 5 5-5 5 5',
  bell: 'M5 8a5 5 0 0 1 10 0c0 5 2 6 2 6H3s2-1 2-6m3.5 9a1.8 1.8 0 0 0 3 0',
  building: 'M4 17V4.5L11 3v14M11 8l5 1.5V17M2.5 17h15M7 7h1M7 10h1M7 13h1',
  calendar: 'M3.5 5.5h13v11h-13zM3.5 9h13M7 3v4m6-4v4',
  check: 'm4 10.5 4 4 8-9',
  chevronDown: 'm5 7.5 5 5 5-5',
  chevronLeft: 'm12.5 5-5 5 5 5',
  chevronRight: 'm7.5 5 5 5-5 5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14m0-11v4l2.7 1.8',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  edit: 'm4 16 .8-3.2L13 4.6l2.4 2.4-8.2 8.2zM11.4 6.2l2.4 2.4',
  external: 'M8 5H4.5v10.5H15V12M11 4h5v5m0-5-7 7',
  eye:
    'M2.5 10c2-3.5 4.5-5 7.5-5s5.5 1.5 7.5 5c-2 3.5-4.5 5-7.5 5s-5.5-1.5-7.5-5' +
    'M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4',
  filter: 'M3 5h14M6 10h8m-5 5h2',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3 10h14M10 3c4.5 4.5 4.5 9.5 0 14M10 3c-4.5 4.5-4.5 9.5 0 14',
  help: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M8 8.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.3M10 13.7v.1',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3.5V7H7m3-.5V10l2.5 1.5',
  inbox: 'M3 11.5 5.5 4.5h9L17 11.5v4H3zM3 11.5h4l1 2h4l1-2h4',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1m2.9 0h.1m2.9 0h.1m2.9 0h.1M6.5 11.7h7',
  list: 'M7 5h10M7 10h10M7 15h10M3.5 5h.1m-.1 5h.1m-.1 5h.1',
  mail: 'M3 5h14v10.5H3zM3.5 5.5l6.5 5 6.5-5',
  menu: 'M3.5 6h13m-13 4h13m-13 4h13',
  moon: 'M16 11.5A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5',
  note: 'M5 3.5h7l3 3v10H5zM12 3.5v3h3M7.5 10h5m-5 3h3.5',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4 16.5c.5-3.2 2.8-5 6-5s5.5 1.8 6 5',
  phone:
    'M5 3.5h2.5l1.2 3.2-1.6 1.2a9 9 0 0 0 5 5l1.2-1.6 3.2 1.2V15c0 .8-.7 1.5-1.5 1.5A11.5 11.5 0 0 1 3.5 5' +
    'c0-.8.7-1.5 1.5-1.5',
  plus: 'M10 4v12M4 10h12',
  print: 'M6 7V3.5h8V7M6 13.5H3.5V7h13v6.5H14M6 11.5h8v5H6z',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11m4-1.5 4 4',
  settings: 'M3 6h7m4 0h3M3 14h3m4 0h7M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  signOut: 'M8 4H4v12h4m4-9 3.5 3L12 13m3-3H8',
  sun:
    'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M10 2.5v1.5m0 12v1.5M2.5 10H4' +
    'm12 0h1.5M4.7 4.7l1 1m8.6 8.6 1 1m0-10.6-1 1m-8.6 8.6-1 1',
  ticket: 'M3 6h14v2.5a1.5 1.5 0 0 0 0 3V14H3v-2.5a1.5 1.5 0 0 0 0-3zM12 6v1.5m0 2v1m0 2V14',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10h7.4l.8-10M8.5 9v4m3-4v4',
  users:
    'M7.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 15.5c.3-2.5 2-4 4.5-4s4.2 1.5 4.5 4' +
    'M13 5a2.3 2.3 0 0 1 0 4.5M14 11.7c1.7.4 2.8 1.8 3 3.8',
  warning: 'm10 3.5 7 12.5H3zM10 8.5v3.2m0 2.1v.1',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
