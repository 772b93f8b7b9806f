import { findRangOctroi } from '#aides/dossiers/store-dossiers.ts'
import { montantDuVerdict } from '#aides/listes/dossier-depose.ts'
import { distinguer, type IdentiteConnue, reconnaitre } from '#aides/listes/homonymie.ts'
import { comparerCles } from '#aides/listes/rapprochement.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { sessionAbsente } from '#aides/listes/routes-listes-lue.ts'
import { getAVerifier, postIdentite } from '#aides/listes/schema-homonymes.ts'
import {
  countAVerifier,
  type DossierAVerifier,
  findAVerifierForUpdate,
  insertEtape,
  listAVerifier,
  listDossiersDe,
  listPersonnesNees,
  removeSansDossier,
  updateIdentifie,
} from '#aides/listes/store-homonymes.ts'
import { findSessionAide, type SessionDeListe } from '#aides/listes/store-listes.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'

/** Dossiers shown at once. */
const MONTRES = 50

/** An agent says who people are, both identities side by side: the program never does. */
export const homonymesRoutes = () =>
  createRoutes()
    .openapi(getAVerifier, async (c) => {
      const { db } = c.var
      const session = await findSessionAide(db, c.req.valid('param').id)
      if (!session) throw sessionAbsente(c.req.valid('param').id)
      const { id, libelle } = session
      const dossiers = await compose(db, session, await listAVerifier(db, id, MONTRES))
      return c.json({ total: await countAVerifier(db, id), session: { id, libelle }, dossiers }, 200)
    })
    .openapi(postIdentite, async (c) => {
      const { id } = c.req.valid('param')
      const { personne, note } = c.req.valid('json')
      const par = c.var.acteur.identifiant!
      return c.json(await transaction(c.var.db, (tx) => identify(tx, { id, personne, note, par })), 200)
    })

async function compose(db: Db, { dispositif }: SessionDeListe, attendus: readonly DossierAVerifier[]) {
  const personnes = await listPersonnesNees(db, [...new Set(attendus.map(({ neLe }) => neLe))])
  const parJour = Map.groupBy(personnes, ({ neLe }) => neLe)
  const proches = attendus.map((dossier) => ({
    dossier,
    candidats: (parJour.get(dossier.neLe) ?? []).flatMap((autre) => {
      const ressemblance = autre.id === dossier.beneficiaire ? null : comparerCles(autre.cle, dossier.cle)
      return ressemblance ? [{ autre, ressemblance }] : []
    }),
  }))
  const cites = [...new Set(proches.flatMap(({ candidats }) => candidats.map(({ autre }) => autre.id)))]
  const leurs = Map.groupBy(await listDossiersDe(db, cites, dispositif), ({ beneficiaire }) => beneficiaire)
  return proches.map(({ dossier, candidats }) => ({
    ...{ id: dossier.id, numero: dossier.numero, organisme: dossier.organisme, deposeLe: dossier.deposeLe },
    identite: identityOf(dossier),
    candidats: candidats.map(({ autre, ressemblance }) => ({
      ...{ id: autre.id, ressemblance, identite: identityOf(autre) },
      dossiers: (leurs.get(autre.id) ?? []).map(({ numero, libelle, organisme, etat }) => ({
        ...{ numero, libelle, organisme, etat },
      })),
    })),
  }))
}

const identityOf = (une: IdentiteConnue): IdentiteConnue => ({
  ...{ civilite: une.civilite, nomNaissance: une.nomNaissance, nomUsage: une.nomUsage, prenom: une.prenom },
  ...{ neLe: une.neLe, paysNaissance: une.paysNaissance, communeNaissance: une.communeNaissance },
})

type Dit = {
  readonly id: string
  readonly personne: string | null
  readonly note: string
  readonly par: string
}

async function identify(tx: Tx, { id, personne, note, par }: Dit) {
  const dossier = await findAVerifierForUpdate(tx, id)
  if (!dossier) throw absent(`Le dossier d’aide « ${id} » n’existe pas.`)
  if (dossier.etat !== 'a_verifier')
    throw conflict('Quelqu’un a déjà dit qui est la personne de ce dossier.', 'dossier_verifie')
  const session = (await findSessionAide(tx, dossier.session))!
  const juge = judgeOf(session, dossier.jugeLe)
  const questions = juge.dispositif.questions.map(({ nom }) => nom)
  const issue =
    personne === null
      ? distinguer(dossier.verdict)
      : reconnaitre(dossier, await dossiersOf(tx, dossier, personne, session), questions)
  const reponses = issue.rejuger ? { ...dossier.reponses, [issue.rejuger]: 'oui' } : dossier.reponses
  const verdict = issue.rejuger ? juge.juger(reponses) : dossier.verdict
  const montant = montantDuVerdict(verdict)
  const beneficiaire = personne ?? dossier.beneficiaire
  await updateIdentifie(tx, { id, beneficiaire, etat: issue.etat, reponses, verdict, montant })
  await insertEtape(tx, {
    ...{ dossier: id, vers: issue.etat, par },
    motif: [note, issue.consequence].filter(Boolean).join(' '),
  })
  if (personne !== null) await removeSansDossier(tx, dossier.beneficiaire)
  await insertJournal(tx, {
    acte: personne === null ? 'personneaidee.distinguee' : 'personneaidee.reconnue',
    objet: `listeaide:${dossier.liste}`,
    apres: { dossier: dossier.numero, etat: issue.etat },
    motif: note,
  })
  return { etat: issue.etat, consequence: issue.consequence, rangOctroi: await findRangOctroi(tx, id) }
}

/** The dossiers of whom it is said to be: somebody who looks like it, and nobody else. */
async function dossiersOf(tx: Tx, dossier: DossierAVerifier, personne: string, session: SessionDeListe) {
  const connues = await listPersonnesNees(tx, [dossier.neLe])
  const connue = connues.find(({ id }) => id === personne && id !== dossier.beneficiaire)
  if (!connue || !comparerCles(connue.cle, dossier.cle))
    throw refused(
      'Cette personne n’est pas de celles qui ressemblent à celle du dossier.',
      [],
      'personne_autre',
    )
  return listDossiersDe(tx, [personne], session.dispositif)
}
