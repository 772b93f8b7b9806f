import type { Dispositif } from '#aides/dispositif.ts'
import {
  ABSENCES,
  type Attestation,
  attester,
  type DossierAAttester,
  rejuge,
} from '#aides/dossiers/attestation.ts'
import { importAttestations } from '#aides/dossiers/import-attestations.ts'
import { ATTESTATIONS, jugerAttestations } from '#aides/dossiers/routes-attestations-travail.ts'
import { postAttestations, postFichierAttestations } from '#aides/dossiers/routes-dossiers-contrat.ts'
import { attestAll, insertAttestations, listAAttester } from '#aides/dossiers/store-attestations.ts'
import { Juge } from '#aides/listes/jugement.ts'
import { trouverRegle } from '#aides/sessions/regle-session.ts'
import { requireSession } from '#aides/sessions/routes-sessions-lecture.ts'
import type { Session } from '#aides/sessions/session.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused, tooLarge } from '#platform/refusals.ts'
import type { RequestVariables } from '#platform/rights.ts'
import type { Motif } from '#socle/decision.ts'

const OCTETS = 10 * 1_048_576
/** Beyond, the first ones are enough to understand. */
const MOTIFS_MONTRES = 50

/** A training centre certifies the attendance of its people: ticked, all at once, or by a file. */
export function attestationsRoutes(ctx: AppContext, dispositifs: readonly Dispositif[]) {
  const { jobs, clock, files } = ctx
  jobs.define<{ session: string }>(ATTESTATIONS, ({ session }) =>
    jugerAttestations(ctx, dispositifs, session),
  )
  const write = async (
    { db, acteur }: RequestVariables,
    session: Session,
    faire: (tx: Tx) => Promise<number>,
  ) =>
    transaction(db, async (tx) => {
      const nombre = await faire(tx)
      if (nombre > 0) {
        const apres = {
          libelle: session.libelle,
          dossiers: nombre,
          organisation: acteur.organisation?.identifiant,
        }
        await insertJournal(tx, { acte: 'attestation.faite', objet: `campagneaide:${session.id}`, apres })
        await jobs.enqueue(ATTESTATIONS, { session: session.id }, { db: tx })
      }
      return nombre
    })
  return createRoutes()
    .openapi(postAttestations, async (c) => {
      const session = await requireSession(c.var.db, c.req.valid('param').id)
      const { attestations, tous } = c.req.valid('json')
      const { identifiant, organisation } = c.var.acteur
      const nombre = await write(c.var, session, async (tx) => {
        if (tous) return attestAll(tx, session.id, organisation!.identifiant, identifiant!)
        const connus = await listAAttester(tx, session.id, {
          ids: attestations.map(({ dossier }) => dossier),
        })
        return certify(tx, session, attestations, connus, identifiant!)
      })
      return c.json({ attestes: nombre }, 200)
    })
    .openapi(postFichierAttestations, async (c) => {
      const session = await requireSession(c.var.db, c.req.valid('param').id)
      if (Number(c.req.header('content-length') ?? 0) > OCTETS) throw tropGros()
      const recu = await files.receive(c.req.raw.body, OCTETS)
      try {
        const lignes = await importAttestations(recu.path, c.req.valid('query').nom).catch(explain)
        const connus = await listAAttester(c.var.db, session.id, {
          numeros: lignes.map(({ numero }) => numero),
        })
        const parNumero = new Map(connus.map((un) => [un.numero, un]))
        const inconnus = lignes.filter(({ numero }) => !parNumero.has(numero))
        if (inconnus.length > 0)
          throw refused('Rien n’est attesté.', inconnus.slice(0, MOTIFS_MONTRES).map(inconnu))
        const attestations = lignes
          .filter(({ numero }) => !parNumero.get(numero)!.atteste)
          .map(({ numero, assidu, absences }) => ({
            dossier: parNumero.get(numero)!.id,
            ...{ assidu: assidu.startsWith('o'), absences: absences || null },
          }))
        const nombre = await write(c.var, session, (tx) =>
          certify(tx, session, attestations, connus, c.var.acteur.identifiant!),
        )
        return c.json({ attestes: nombre }, 200)
      } finally {
        await files.remove(recu.id)
      }
    })

  /** Judges and writes them all, or none. @throws HttpRefusal 422 with the reasons, dossier by dossier */
  async function certify(
    tx: Db,
    session: Session,
    attestations: readonly Attestation[],
    connus: readonly DossierAAttester[],
    par: string,
  ): Promise<number> {
    const regle = trouverRegle(dispositifs, session)
    if (regle.statut === 'refus') throw refused('Rien n’est attesté.', regle.motifs)
    const juge = new Juge(regle.valeur, clock.today())
    const demande = regle.valeur.questions.some(({ nom }) => nom === ABSENCES)
    const parId = new Map(connus.map((un) => [un.id, un]))
    const motifs: Motif[] = []
    const certifiees = attestations.flatMap((une): Attestation[] => {
      const dossier = parId.get(une.dossier)
      const decision = dossier && attester(une, dossier, demande)
      if (decision?.statut !== 'accord') {
        motifs.push(...(decision ? decision.motifs : [ABSENT]))
        return []
      }
      const { absences, assidu } = decision.valeur
      const tenu =
        absences === null || !demande ? assidu : juge.juger(rejuge(dossier!, absences)).statut === 'accord'
      return [{ dossier: une.dossier, assidu: tenu, absences }]
    })
    if (motifs.length > 0) throw refused('Rien n’est attesté.', motifs.slice(0, MOTIFS_MONTRES))
    await insertAttestations(tx as Tx, certifiees, par)
    return certifiees.length
  }
}

const ABSENT: Motif = {
  code: 'absent',
  message: 'Ce dossier n’est pas de votre organisme, ou pas de cette campagne.',
}
const inconnu = ({ numero }: { readonly numero: string }): Motif => ({
  code: 'numero-inconnu',
  message: `Aucun dossier de votre organisme ne porte le numéro ${numero} dans cette campagne.`,
  correcteur: 'demandeur',
})

const tropGros = () => tooLarge('Ce fichier dépasse 10 Mo, le maximum accepté.')
const explain = (error: unknown): never => {
  throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
}
