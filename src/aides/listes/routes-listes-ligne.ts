import { estChampBanque, type Saisies } from '#aides/listes/colonnes-liste.ts'
import { type Attente, compterListe, controlerLigne } from '#aides/listes/controle-ligne.ts'
import { masquerIban } from '#aides/listes/iban.ts'
import { separerBanque } from '#aides/listes/import-liste.ts'
import { type Juge, prevenir } from '#aides/listes/jugement.ts'
import { cleDeRapprochement } from '#aides/listes/rapprochement.ts'
import { repondre } from '#aides/listes/reponses.ts'
import type { LigneAEcrire, LigneScellee } from '#aides/listes/store-lignes.ts'
import type { Coffre } from '#platform/coffre.ts'

/** What it takes to check the lines of one list. */
export type Controle = Attente & {
  readonly liste: string
  readonly juge: Juge
  readonly coffre: Coffre
}

const scelleDe = (liste: string, ligne: number) => `aide_ligne:${liste}:${ligne}`

/** Checks a line as typed and makes it what is kept: bank cells sealed for this very line, anomalies that it bears alone. */
export function checkLine(
  { liste, juge, coffre, ...attente }: Controle,
  ligne: number,
  saisies: Saisies,
): LigneAEcrire {
  const { valeurs, anomalies: cellules } = controlerLigne(saisies, attente)
  const { questions } = juge.dispositif
  const prevues = prevenir(juge.juger(repondre(questions, valeurs, attente.aujourdhui)))
  // What an unreadable cell already says is not said twice.
  const dites = new Set(cellules.filter(({ gravite }) => gravite === 'erreur').map(({ champ }) => champ))
  const anomalies = [...cellules, ...prevues.filter(({ champ }) => champ === null || !dites.has(champ))]
  const { cellules: lisibles, banque } = separerBanque(saisies)
  const { iban, neLe, nomNaissance, prenom } = valeurs
  return {
    ligne,
    cellules: lisibles,
    banque:
      Object.keys(banque).length > 0 ? coffre.seal(JSON.stringify(banque), scelleDe(liste, ligne)) : null,
    masque: iban ? masquerIban(iban) : null,
    anomalies,
    ...compterListe(anomalies),
    rapprochement: nomNaissance && prenom ? cleDeRapprochement(nomNaissance, prenom) : null,
    neLe: neLe ?? null,
    empreinte: iban ? coffre.fingerprint(iban) : null,
  }
}

/** A kept line as it was typed, bank cells opened: only to check it again or hand it back to its own centre. */
export function openLine(coffre: Coffre, liste: string, { ligne, cellules, banque }: LigneScellee): Saisies {
  if (!banque) return cellules
  const ouverte = JSON.parse(coffre.open(banque, scelleDe(liste, ligne))) as Saisies
  const siennes = Object.entries(ouverte).filter(([champ]) => estChampBanque(champ))
  return { ...cellules, ...Object.fromEntries(siennes) }
}
