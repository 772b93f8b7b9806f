import { existsSync, readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import type { APayer } from '#aides/asp/controle.ts'
import type { Parametrage } from '#aides/asp/enregistrement.ts'

/** Codes that no convention gave. */
export const CODES: Parametrage = {
  ...{ dispositif: 'ara-2025', codeSite: '75', codeUtilisateur: 'REGION', codeDispositif: 'ARA' },
  ...{ codePrestation: 'ARA-PREST', codeObjet: 'VERSE001', uniteSuivi: 'ARA2025', application: 'ARA' },
  ...{ departementDefaut: '075', indicatif: true },
}

/** Somebody who can be paid: 375,50 €, an account of the tests of banks (FR76 3000 6000 0112 3456 7890 189). */
export const LILA: APayer = {
  ...{
    numero: 'ARA25A0000000001',
    etat: 'accorde',
    montant: 375_50,
    deposeLe: '2025-10-02',
    accordeLe: '2025-11-03',
    payable: true,
    comptePartage: false,
  },
  ...{ civilite: 'MME', prenom: 'Lïla', nomNaissance: 'D’Estrées', nomUsage: null, neLe: '2007-11-07' },
  ...{ paysNaissance: '99100', communeNaissance: '75056' },
  adresse: {
    ...{ numero: '12', extension: 'bis', typeVoie: 'Rue', libelleVoie: 'de l’Église', complement: 'Bât. A' },
    ...{ codePostal: '75005', commune: '75105', libelleCommune: 'Paris', pays: '99100' },
  },
  compte: { iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPPXXX', titulaire: 'Lïla D’Estrées' },
  identifiants: { individu: null, dossier: null, prestation: null },
}

const cheminXsd = process.env.ORIFLAMME_XSD_ASP
/** Whether the schema of the agency, which is not ours to copy, is on this machine. */
export const xsdPresent = cheminXsd !== undefined && existsSync(cheminXsd)
let validateur: XsdValidator | undefined

/** Validates a file of requests. Nothing when the schema is not here. @throws when it is not valid */
export function validerXsd(xml: string): void {
  if (!xsdPresent) return
  validateur ??= XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(cheminXsd!)))
  const document = XmlDocument.fromString(xml)
  try {
    validateur.validate(document)
  } finally {
    document.dispose()
  }
}
