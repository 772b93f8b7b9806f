import type { AdresseAsp, Enregistrement, Parametrage } from '#aides/asp/enregistrement.ts'
import { ecrireMontantAsp } from '#aides/asp/montant-asp.ts'

/** What the agency takes from one sender. */
export const LIMITES = { parFichier: 7_000, fichiersParJour: 10, parSemaine: 100_000 } as const

/** What the agency wants every payment to say, whatever the scheme. */
const ESPACE = 'http://www.cnasea.fr/fichier'
const PRINCIPALE = 'PRINCIPALE'
/** Payment by transfer on an IBAN. */
const REGLEMENT_IBAN = '135'
/** What the next element is: the code of a département. */
const CODE_DEPARTEMENT = 'D'

/**
 * `nps_ficimport_idp_ARA_20230705093000.xml`
 * @param instant wall clock of Paris, `AAAA-MM-JJTHH:MM:SS`
 */
export const nommerFichier = (application: string, instant: string): string =>
  `nps_ficimport_idp_${application}_${instant.replace(/\D/g, '').slice(0, 14)}.xml`

export type APayerNumerote = { readonly id: number; readonly enregistrement: Enregistrement }

/** The file of requests, piece by piece: its head, each payment, its end. Elements stand in the order of the schema. */
export function* ecrireFichier(codes: Parametrage, paiements: Iterable<APayerNumerote>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<FICHIER xmlns="${ESPACE}">${el('PARAMETRAGE', [
    tx('CODESITEOPE', codes.codeSite),
    tx('CODEUTILISATEUR', codes.codeUtilisateur),
    tx('CODEDISPO', codes.codeDispositif),
    tx('CODEPRESTADISPO', codes.codePrestation),
  ])}<ENREGISTREMENTS>`
  for (const { id, enregistrement } of paiements)
    yield `\n${el('ENREGISTREMENT', ecrireIndividu(codes, enregistrement), { idEnregistrement: String(id) })}`
  yield '\n</ENREGISTREMENTS></FICHIER>\n'
}

function ecrireIndividu(codes: Parametrage, qui: Enregistrement): string {
  const { individu } = qui.identifiants
  const personne = el('PERSPHYSIQUE', [
    tx('TITRE', qui.civilite),
    tx('PRENOM', qui.prenom),
    tx('NOMUSAGE', qui.nomUsage),
    tx('NOMNAISSANCE', qui.nomNaissance),
    tx('DATENAISSANCE', ecrireDateAsp(qui.neLe)),
    tx('CODEINSEEPAYSNAI', qui.paysNaissance),
    tx('CODEINSEECOMMUNE', qui.communeNaissance),
  ])
  return el(
    'INDIVIDU',
    [
      tx('NATUREINDIVIDU', 'P'),
      personne,
      el('ADRESSESINDIVIDU', ecrireAdresse(qui.adresse)),
      el('LISTEDOSSIER', ecrireDossier(codes, qui)),
    ],
    // Always sent as a correction of the person that the agency knows: otherwise it makes a second one.
    individu ? { idIndividu: individu, modification: 'O' } : {},
  )
}

function ecrireDossier(codes: Parametrage, qui: Enregistrement): string {
  const { dossier } = qui.identifiants
  return el(
    'DOSSIER',
    [
      tx('NUMADM', qui.numero),
      tx('CODEDISPOSITIF', codes.codeDispositif),
      el('LISTEPRESTADOSS', ecrirePrestation(codes, qui)),
    ],
    dossier ? { idDoss: dossier, modification: 'N' } : {},
  )
}

function ecrirePrestation(codes: Parametrage, qui: Enregistrement): string {
  const { prestation } = qui.identifiants
  return el(
    'PRESTADOSS',
    [
      tx('NUMADM', qui.numeroPrestation),
      tx('CODEPRESTADISPO', codes.codePrestation),
      tx('DATECOMPLETUDE', ecrireDateAsp(qui.completLe)),
      tx('DATERECEPTIONPRESTADOSS', ecrireDateAsp(qui.recuLe)),
      tx('MONTANTTOTALENGAGE', ecrireMontantAsp(qui.montant)),
      tx('CODE', CODE_DEPARTEMENT),
      tx('VALEUR', qui.departement),
      tx('INDICRATTACHUSPRESTADISPO', 'O'),
      el('ADRESSESPRESTADOSS', ecrireAdresse(qui.adresse)),
      el('COORDPAIESPRESTADOSS', ecrireCompte(qui)),
      el('LISTEELEMENTPAIEMENT', ecrireVersement(codes, qui)),
    ],
    prestation ? { idPrestaDoss: prestation, modification: 'O' } : {},
  )
}

function ecrireAdresse(adresse: AdresseAsp): string {
  const type = tx('CODETYPEADR', PRINCIPALE)
  if (!('commune' in adresse))
    return el('ADRESSE', [
      type,
      tx('CODEINSEEPAYS', adresse.pays),
      tx('VOIEPOINTGEOETRANGER', adresse.voie),
      tx('LOCALITEETRANGER', adresse.localite),
    ])
  return el('ADRESSE', [
    type,
    tx('CPLTDISTRIBUTION', adresse.complement),
    tx('NUMEROVOIE', adresse.numero),
    tx('CODEEXTENSIONVOIE', adresse.extension),
    tx('CODETYPEVOIE', adresse.typeVoie),
    tx('LIBELLEVOIE', adresse.libelleVoie),
    tx('CODEINSEEPAYS', adresse.pays),
    tx('CODEPOSTALCEDEX', adresse.codePostal),
    tx('CODECOMINSEE', adresse.commune),
  ])
}

const ecrireCompte = ({ titulaire, bic, iban }: Enregistrement): string =>
  el('COORDPAIE', [
    tx('CODETYPECOORDPAIE', PRINCIPALE),
    tx('CODEMODEREGLEMENT', REGLEMENT_IBAN),
    tx('INTITDEST', titulaire),
    el('IBAN', [
      tx('BIC', bic),
      tx('CLECONTROL', iban.cle),
      tx('ZONEBBAN', iban.bban),
      tx('CODEISOPAYS', iban.pays),
    ]),
  ])

const ecrireVersement = (codes: Parametrage, { montant }: Enregistrement): string =>
  el('ELEMENTPAIEMENT', [
    tx('CODEOBJET', codes.codeObjet),
    el(
      'LISTEVERSEMENT',
      el('VERSEMENT', [
        tx('CODETYPEVERSEMENT', 'PAIEMENT'),
        el(
          'LISTEFINANCEMENT',
          el('FINANCEMENT', [
            tx('MTTOTALFINANCEMENT', ecrireMontantAsp(montant)),
            tx('USPRINC', codes.uniteSuivi),
          ]),
        ),
      ]),
    ),
  ])

/** `2023-07-05` → `05/07/2023` */
const ecrireDateAsp = (date: string): string => date.split('-').toReversed().join('/')

/** An element that holds others, already written. */
function el(
  nom: string,
  enfants: string | readonly string[],
  attributs: Readonly<Record<string, string>> = {},
): string {
  const dits = Object.entries(attributs).map(([cle, valeur]) => ` ${cle}="${proteger(valeur)}"`)
  return `<${nom}${dits.join('')}>${typeof enfants === 'string' ? enfants : enfants.join('')}</${nom}>`
}

/** An element that holds a text; nothing at all when there is none. */
const tx = (nom: string, texte: string | undefined): string =>
  texte === undefined ? '' : `<${nom}>${proteger(texte)}</${nom}>`

const SIGNES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const proteger = (texte: string): string => texte.replace(/[&<>"]/g, (signe) => SIGNES[signe]!)
