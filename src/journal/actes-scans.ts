import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** « la page 3 de « signées.pdf » » */
const page = ({ apres }: Entree): string =>
  `la page ${lire(apres, 'rang') ?? '?'} de «${INSECABLE}${lire(apres, 'fichier') ?? '?'}${INSECABLE}»`
const lettres = ({ apres }: Entree): string =>
  `les lettres signées de ${compter(Number(lire(apres, 'fichiers') ?? 0), 'fichier numérisé', 'fichiers numérisés')}`

/** The acts on scans of signed letters; joining an original is an act of its letter. */
export const ACTES_SCANS: Readonly<Record<string, Diction>> = {
  'scan.lance': { libelle: 'Scan de lettres envoyé', dire: (e) => `a fait rattacher ${lettres(e)}` },
  'scan.repris': { libelle: 'Lecture d’un scan reprise', dire: (e) => `a repris la lecture : ${lettres(e)}` },
  'scan.arrete': {
    libelle: 'Lecture d’un scan arrêtée',
    dire: () => 'a arrêté la lecture d’un scan de lettres signées',
  },
  'scan.choisi': {
    libelle: 'Page rattachée à la main',
    dire: (e) =>
      `a reconnu dans ${page(e)} la page ${lire(e.apres, 'page') ?? '?'} de la lettre de la demande n°${INSECABLE}${lire(e.apres, 'numero') ?? '?'}`,
  },
  'scan.ecarte': { libelle: 'Page de scan écartée', dire: (e) => `a écarté ${page(e)}` },
}
