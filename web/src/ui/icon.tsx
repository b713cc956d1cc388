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
  eye: 'M2.5 10c2-3.500 4.500-5 7.500-5s5.500 1.500 7.500 5c-2 3.500-4.500 5-7.500 5s-5.500-1.500-7.500-5M10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400',
  filter: 'M3 5h14M6 10h8m-5 5h2',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3 10h14M10 3c4.5 4.5 4.5 9.5 0 14M10 3c-4.5 4.5-4.5 9.5 0 14',
  help: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M8 8.200a2 2 0 1 1 2.8 1.900c-.6.3-.8.7-.8 1.300M10 13.700v.1',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.700L3.5 7M3.5 3.500V7H7m3-.5V10l2.5 1.5',
  inbox: 'M3 11.5 5.5 4.500h9L17 11.500v4H3zM3 11.500h4l1 2h4l1-2h4',
  keyboard: 'M2.5 5.500h15v9h-15zM5.5 8.500h.1m2.9 0h.1m2.9 0h.1m2.9 0h.1M6.5 11.700h7',
  list: 'M7 5h10M7 10h10M7 15h10M3.5 5h.1m-.1 5h.1m-.1 5h.1',
  mail: 'M3 5h14v10.500H3zM3.5 5.500l6.5 5 6.5-5',
  menu: 'M3.5 6h13m-13 4h13m-13 4h13',
  moon: 'M16 11.500A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5',
  note: 'M5 3.500h7l3 3v10H5zM12 3.500v3h3M7.5 10h5m-5 3h3.5',
  person: 'M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4 16.500c.5-3.2 2.8-5 6-5s5.5 1.8 6 5',
  phone:
    'M5 3.500h2.500l1.2 3.2-1.6 1.200a9 9 0 0 0 5 5l1.2-1.6 3.2 1.200V15c0 .8-.7 1.5-1.5 1.500A11.5 11.5 0 0 1 3.5 5c0-.8.7-1.5 1.5-1.5',
  plus: 'M10 4v12M4 10h12',
  print: 'M6 7V3.500h8V7M6 13.500H3.500V7h13v6.500H14M6 11.500h8v5H6z',
  search: 'M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11m4-1.5 4 4',
  settings: 'M3 6h7m4 0h3M3 14h3m4 0h7M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  signOut: 'M8 4H4v12h4m4-9 3.5 3L12 13m3-3H8',
  sun: 'M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M10 2.500v1.500m0 12v1.500M2.5 10H4m12 0h1.500M4.7 4.700l1 1m8.6 8.6 1 1m0-10.6-1 1m-8.6 8.6-1 1',
  ticket: 'M3 6h14v2.500a1.5 1.5 0 0 0 0 3V14H3v-2.500a1.5 1.5 0 0 0 0-3zM12 6v1.500m0 2v1m0 2V14',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10h7.400l.8-10M8.5 9v4m3-4v4',
  users:
    'M7.5 9.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 15.500c.3-2.5 2-4 4.5-4s4.2 1.5 4.5 4M13 5a2.3 2.3 0 0 1 0 4.500M14 11.700c1.7.4 2.8 1.8 3 3.8',
  warning: 'm10 3.5 7 12.500H3zM10 8.500v3.200m0 2.100v.1',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
