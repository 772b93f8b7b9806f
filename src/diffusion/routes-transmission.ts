import { trouverVote } from '#campagnes/vote.ts'
import { exportTransmission } from '#diffusion/export-transmission.ts'
import { loadFinancement } from '#diffusion/routes-financement.ts'
import { getTransmission, getTransmissionXlsx, type Transmission } from '#diffusion/schema-transmission.ts'
import { listOpcos, listVisibles } from '#diffusion/store-diffusion.ts'
import { cumuler, type OpcoSuiveur, parContrat, partager, rattacher } from '#diffusion/transmission.ts'
import { comparerNoms } from '#majoration/documents/annexe.ts'
import { XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import { ecrireDate } from '#socle/francais.ts'
import { comparerTextes } from '#socle/ordre.ts'

type Context = Pick<AppContext, 'systeme' | 'clock' | 'config'>

/** What each OPCO is told once the assembly has voted. Nothing is stored: voted amounts never change. */
export const transmissionRoutes = (ctx: Context) =>
  createRoutes()
    .openapi(getTransmission, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await load(ctx, c.var, id, c.req.valid('query').opco), 200)
    })
    .openapi(getTransmissionXlsx, async (c) => {
      const { id } = c.req.valid('param')
      const transmission = await load(ctx, c.var, id, c.req.valid('query').opco)
      const xlsx = await exportTransmission(transmission.formations, noter(transmission, ctx))
      const morceaux = [
        transmission.campagne.libelle,
        'transmission',
        transmission.opco?.nom ?? 'tous les OPCO',
      ]
      return sendFile(c, xlsx, nommerFichier(morceaux, 'xlsx'), XLSX)
    })

/** What this actor is told: its own perimeter, of what the database shows it. */
async function load(
  { systeme }: Context,
  { acteur, db }: { acteur: Acteur; db: Db },
  id: string,
  demande: string | undefined,
): Promise<Transmission> {
  const { campagne, financement } = await loadFinancement(systeme, db, id, 'Rien n’est à transmettre.')
  const opcos = await listOpcos(systeme)
  const opco = chooseOpco(opcos, acteur, demande)
  const visibles = await listVisibles(db, id)
  const toutes = rattacher(financement.formations, opcos)
  const siennes = toutes.filter(
    (une) =>
      visibles.has(une.formation.identifiant) &&
      (!opco || une.opcos.some((suiveur) => suiveur.id === opco.id)),
  )
  const organismes = new Map(campagne.organismes.map((un) => [un.identifiant, un]))
  const { libelle, exercice, fictif, mention } = campagne
  return {
    campagne: { id, libelle, exercice, fictif, mention },
    vote: trouverVote(campagne.calendrier) ?? null,
    opco: opco && { id: opco.id, nom: opco.nom },
    totaux: cumuler(siennes),
    formations: siennes
      .map(({ formation, majoration, opcos }) => ({
        ...{ identifiant: formation.identifiant, intitule: formation.intitule, niveau: formation.niveau },
        ...{ codeRncp: formation.codeRncp, commune: formation.commune, departement: formation.departement },
        ...{ filiere: formation.filiere, contrats: formation.contrats, majoration },
        organisme: organismes.get(formation.organisme)!,
        parContrat: parContrat(majoration, formation.contrats),
        opcos: opcos.map(({ nom }) => nom),
      }))
      .toSorted(
        (a, b) =>
          comparerNoms(a.organisme.nom, b.organisme.nom) || comparerTextes(a.identifiant, b.identifiant),
      ),
    partage: acteur.role === 'opco' ? null : partager(toutes, opcos, financement),
  }
}

/** An OPCO has its own perimeter, whatever it asks for; the Région chooses. */
function chooseOpco(opcos: readonly OpcoSuiveur[], acteur: Acteur, demande: string | undefined) {
  const voulu = acteur.role === 'opco' ? acteur.organisation!.identifiant : demande
  if (voulu === undefined) return null
  const opco = opcos.find(({ id }) => id === voulu)
  if (!opco || (demande !== undefined && demande !== voulu))
    throw absent('Cet OPCO n’existe pas, ou n’est pas le vôtre.')
  return opco
}

function noter(
  { campagne, vote, opco, totaux }: Transmission,
  { clock, config }: Context,
): (readonly [string, string])[] {
  return [
    ['Campagne', campagne.libelle],
    ['Nature des données', campagne.fictif ? `Fictives : ${campagne.mention ?? ''}` : 'Réelles'],
    ['Vote', vote ? `${vote.reference}, ${ecrireDate(vote.date)}` : 'non daté'],
    ['Périmètre', opco ? `${opco.nom} : les filières qu’il suit (indicatif)` : 'Tous les OPCO'],
    ['Majoration', `${totaux.majoration / 100} € pour ${totaux.contrats} contrats`],
    [
      'Lecture',
      'Montant voté de chaque organisme, partagé entre ses formations retenues. La majoration exceptionnelle n’est pas rattachée à une formation.',
    ],
    ['Édité par', `${config.region}, le ${ecrireDate(clock.today())}`],
  ]
}
