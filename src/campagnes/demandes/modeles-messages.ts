import { deNom } from '#socle/francais.ts'

/**
 * What is written to the people of a training centre, and when. A `{champ}` is replaced by its value; each model lists
 * the fields that it quotes, and a test holds both together. « de {champ} » elides. A blank line separates paragraphs.
 */
export const MODELES = {
  depot: {
    champs: ['organisme', 'numero', 'campagne', 'deposeeLe', 'empreinte'],
    sujet: 'Demande n°\u00a0{numero} reçue\u00a0: {campagne}',
    corps: [
      'Bonjour,',
      'La Région a reçu la demande n°\u00a0{numero} de {organisme} pour «\u00a0{campagne}\u00a0», déposée le {deposeeLe}.',
      'Empreinte de ce qui a été déposé (SHA-256)\u00a0: {empreinte}',
      'Le récépissé est dans votre espace. Un agent va vérifier que rien ne manque\u00a0; il vous écrira s’il faut la compléter.',
    ],
  },
  complement: {
    champs: ['organisme', 'numero', 'campagne', 'texte', 'echeance'],
    sujet: 'Demande n°\u00a0{numero}\u00a0: un complément est attendu pour le {echeance}',
    corps: [
      'Bonjour,',
      'Pour instruire la demande n°\u00a0{numero} de {organisme} («\u00a0{campagne}\u00a0»), la Région vous demande\u00a0:',
      '{texte}',
      'Répondez dans votre espace au plus tard le {echeance}.',
    ],
  },
  rappel: {
    champs: ['organisme', 'numero', 'campagne', 'texte', 'echeance'],
    sujet: 'Rappel\u00a0: complément attendu pour le {echeance} (demande n°\u00a0{numero})',
    corps: [
      'Bonjour,',
      'La Région attend encore ce complément à la demande n°\u00a0{numero} de {organisme} («\u00a0{campagne}\u00a0»)\u00a0:',
      '{texte}',
      'Répondez dans votre espace au plus tard le {echeance}. Si c’est fait, n’en tenez pas compte.',
    ],
  },
  decision: {
    champs: ['organisme', 'numero', 'campagne', 'decision'],
    sujet: 'Demande n°\u00a0{numero}\u00a0: la décision vous est notifiée',
    corps: [
      'Bonjour,',
      'L’assemblée régionale s’est prononcée sur la demande n°\u00a0{numero} de {organisme} («\u00a0{campagne}\u00a0»). {decision}',
      'La lettre de notification est dans votre espace\u00a0: elle dit comment le montant est calculé et comment contester la décision.',
    ],
  },
  paiement: {
    champs: ['organisme', 'numero', 'campagne'],
    sujet: 'Demande n°\u00a0{numero}\u00a0: le paiement est fait',
    corps: [
      'Bonjour,',
      'Le paiement de la majoration de {organisme} («\u00a0{campagne}\u00a0», demande n°\u00a0{numero}) est fait.',
      'Sa référence est dans votre espace.',
    ],
  },
} as const satisfies Readonly<
  Record<string, { champs: readonly string[]; sujet: string; corps: readonly string[] }>
>
export type CodeModele = keyof typeof MODELES
export type ChampsModele<C extends CodeModele> = Readonly<
  Record<(typeof MODELES)[C]['champs'][number], string>
>

/** A message as it leaves: the same words twice. */
export type MessageRedige = { readonly sujet: string; readonly corps: string; readonly html: string }

/**
 * Fills a model.
 *
 * @param espace address where to sign in; null when the program was not told its own
 */
export function redigerMessage<C extends CodeModele>(
  code: C,
  champs: ChampsModele<C>,
  espace: string | null,
): MessageRedige {
  const { sujet, corps } = MODELES[code]
  const valeurs = champs as Readonly<Record<string, string>>
  const fin = ['Ce message est automatique.']
  const paragraphes = corps.map((paragraphe) => remplir(paragraphe, valeurs))
  return {
    // A subject is one line, whatever a name holds.
    sujet: remplir(sujet, valeurs).replace(/[\p{Cc}\s]+/gu, (blanc) => (blanc === '\u00a0' ? blanc : ' ')),
    corps: [...paragraphes, ...(espace ? [`Votre espace\u00a0:\n${espace}`] : []), ...fin].join('\n\n'),
    html: enHtml([...paragraphes.map(echapper), ...(espace ? [lien(espace)] : []), ...fin]),
  }
}

const remplir = (texte: string, valeurs: Readonly<Record<string, string>>): string =>
  texte.replace(/(\bde )?\{(\w+)\}/g, (_, de: string | undefined, champ: string) =>
    de ? deNom(valeurs[champ]!) : valeurs[champ]!,
  )

const ENTITES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}
const echapper = (texte: string): string => texte.replace(/[&<>"']/g, (signe) => ENTITES[signe]!)

const lien = (adresse: string): string =>
  `Votre espace\u00a0: <a href="${echapper(adresse)}">${echapper(adresse)}</a>`

/** Nothing is fetched, nothing runs: paragraphs of text, in the reader's own colours. */
const enHtml = (paragraphes: readonly string[]): string =>
  [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"></head>',
    '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">',
    ...paragraphes.map((un) => `<p>${un.replaceAll('\n', '<br>')}</p>`),
    '</body></html>',
  ].join('\n')
