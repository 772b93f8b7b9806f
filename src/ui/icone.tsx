const TRACES = {
  fermer: 'M4 4l8 8M12 4l-8 8',
  telecharger: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
  colonnes: 'M2.5 3h11v10h-11zM6 3v10M10 3v10',
  chercher: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14',
  fleche: 'M3 8h10M9 4l4 4-4 4',
  chevron: 'M4 6l4 4 4-4',
  plus: 'M8 3v10M3 8h10',
  copier: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  corbeille: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.7 9h5.600l.7-9',
  info: 'M8 7v4.5M8 4.5v.2M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
  alerte: 'M8 6v3.5M8 11.800v.2M8 2l6.5 11.5h-13z',
  valide: 'M3 8.5L6.5 12 13 4.5',
  filtre: 'M2 3.5h12L9.5 9v4l-3 1.5V9z',
  retour: 'M6 3L2 7l4 4M2 7h7.5a4 4 0 0 1 0 8H7',
  soleil:
    'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  lune: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  systeme: 'M2 3h12v8H2zM6 14h4M8 11v3',
  poignee: 'M5 5l3-3 3 3M5 11l3 3 3-3',
} as const

export type NomIcone = keyof typeof TRACES

/** A 16 px line drawing that follows the text's colour and size; always decorative, the words are beside it. */
export const Icone = ({ nom }: { readonly nom: NomIcone }) => (
  <svg className="icone" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path
      d={TRACES[nom]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
