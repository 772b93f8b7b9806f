import { parseArgs } from 'node:util'
import { lireCourriel } from '#annuaire/invitation.ts'
import type { DemandeAdministrateur } from '#annuaire/premier-administrateur.ts'

export const AIDE = `Invite le premier administrateur, ou le suivant quand le dernier est parti.

Usage : oriflamme administrateur inviter COURRIEL --siret SIRET [--nom NOM] [--encore]

  COURRIEL       adresse sous laquelle son fournisseur d’identité le reconnaît
  --siret SIRET  SIRET de la Région, celui que son fournisseur d’identité donne
  --nom NOM      nom de la Région, la première fois
  --encore       invite bien qu’un administrateur soit déjà là
  -h, --help     cette aide (aussi --aide)

L’invitation ouvre la porte quatorze jours : la personne se connecte et devient administrateur. Une
invitation encore ouverte est relancée. La commande écrit dans la base du serveur, qu’il fonctionne ou
non : celle de DATABASE_URL, sinon celle du dossier de données (ORIFLAMME_DATA). Elle laisse une trace au
journal, au nom du programme.

Code de sortie : 0 si la personne est invitée, 1 si elle ne peut pas l’être, 2 si la commande est mal
écrite ou si la base n’a pas pu être lue.
`

const options = {
  help: { type: 'boolean', short: 'h' },
  aide: { type: 'boolean' },
  encore: { type: 'boolean' },
  siret: { type: 'string' },
  nom: { type: 'string' },
} as const

/** Reads the arguments of the command: the demand, a cry for help, or what is wrong with them. */
export function lireDemande(args: string[]): DemandeAdministrateur | { refus: string } | { aide: true } {
  const { tokens, values, positionals } = parseArgs({ args, options, strict: false, tokens: true })
  if (values.help || values.aide) return { aide: true }
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(options, token.name)) return { refus: `L’option « ${token.rawName} » n’existe pas` }
    if (['siret', 'nom'].includes(token.name) && token.value === undefined)
      return { refus: `L’option « ${token.rawName} » attend une valeur` }
  }
  const [courriel, ...reste] = positionals
  if (reste.length > 0) return { refus: `« ${reste[0]} » est de trop` }
  if (courriel === undefined) return { refus: 'Il manque l’adresse de courriel à inviter' }
  if (typeof values.siret !== 'string') return { refus: 'Il manque --siret, le SIRET de la Région' }
  return {
    courriel: lireCourriel(courriel) ?? courriel,
    siret: values.siret.replace(/\s/g, ''),
    nom: typeof values.nom === 'string' ? values.nom : undefined,
    encore: values.encore === true,
  }
}
