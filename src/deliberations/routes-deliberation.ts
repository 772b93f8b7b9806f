import { createHash } from 'node:crypto'
import { CHAMPS } from '#deliberations/champs.ts'
import { composer, type Deliberation } from '#deliberations/composer.ts'
import { controler } from '#deliberations/controle.ts'
import type { Faits, LigneVotee } from '#deliberations/faits.ts'
import { verifierModele } from '#deliberations/modele.ts'
import { renderDeliberationDocx } from '#deliberations/render-docx.ts'
import { type Edition, renderDeliberationPdf } from '#deliberations/render-pdf.ts'
import {
  DOCX,
  getDeliberation,
  getDocx,
  getPdf,
  PDF,
  postArret,
  putDeliberation,
} from '#deliberations/routes-deliberation-contrat.ts'
import type { DeliberationLue } from '#deliberations/schema-deliberation.ts'
import { findDeliberation, lockDeliberation, saveDeliberation } from '#deliberations/store-deliberation.ts'
import {
  findCampagneVue,
  findLignesProposees,
  findPrecedent,
  listAffectations,
  listLignesBudget,
  listLignesVotees,
} from '#deliberations/store-faits.ts'
import { refuserArret, type Texte, texteInitial, verifierSaisie } from '#deliberations/texte.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'

type Context = Pick<AppContext, 'clock' | 'config'>

/** The délibération of a campaign: prepared, checked against the database, then locked as it was voted. */
export const deliberationRoutes = (ctx: Context) =>
  createRoutes()
    .openapi(getDeliberation, async (c) =>
      c.json(presenter(await load(ctx, c.var.db, c.req.valid('param').id)), 200),
    )
    .openapi(putDeliberation, async (c) => {
      const { acteur, db } = c.var
      const { id } = c.req.valid('param')
      const { version, ...texte } = c.req.valid('json')
      const ecrite = await transaction(db, async (tx) => {
        const { gardee, lignesBudget } = await load(ctx, tx, id)
        const motifs = [...verifierModele(texte), ...verifierSaisie(texte, lignesBudget)]
        if (gardee?.arretee)
          motifs.push({ code: 'deja-arretee', message: 'Le texte voté est arrêté : il ne change plus.' })
        if (motifs.length > 0) throw refused('Le texte n’est pas enregistré.', motifs)
        const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
        const suivante = await saveDeliberation(tx, id, texte, { version, ...mains })
        if (suivante === undefined) throw perimee()
        await insertJournal(tx, {
          acte: 'deliberation.modifiee',
          objet: `campagne:${id}`,
          avant: { version, ...(gardee && sansMains(gardee)) },
          apres: { version: suivante, ...texte },
        })
        return suivante
      })
      return c.json({ version: ecrite }, 200)
    })
    .openapi(postArret, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await transaction(c.var.db, (tx) => lock(ctx, tx, id, c.var.acteur)), 200)
    })
    .openapi(getDocx, async (c) => {
      const { edition, nom } = await editer(ctx, c.var.db, c.req.valid('param').id)
      return sendFile(c, await renderDeliberationDocx(edition), `${nom}.docx`, DOCX)
    })
    .openapi(getPdf, async (c) => {
      const { edition, nom } = await editer(ctx, c.var.db, c.req.valid('param').id)
      return sendFile(c, await renderDeliberationPdf(edition), `${nom}.pdf`, PDF)
    })

const perimee = () =>
  conflict('Ce texte a été enregistré entre-temps par quelqu’un d’autre.', 'version_perimee')

type Chargee = Awaited<ReturnType<typeof load>>

/** All that the délibération rests on; 404 when the campaign does not exist. */
async function load({ config }: Context, db: Db, id: string) {
  const campagne = await findCampagneVue(db, id)
  if (!campagne) throw absent('Cette campagne n’existe pas, ou n’existe plus.')
  const { exercice, libelle, formationsDemandees, contratsDemandes, reference, voteeLe } = campagne
  const gardee = await findDeliberation(db, id)
  const votees = await listLignesVotees(db, id)
  const lignes = votees.length > 0 ? votees : await findLignesProposees(db, id)
  const lignesBudget = await listLignesBudget(db, exercice)
  const inscrites = await listAffectations(db, exercice)
  const vote = reference && voteeLe ? { reference, date: voteeLe } : null
  const texte: Texte =
    gardee ??
    texteInitial(
      exercice,
      inscrites.filter(({ deliberation }) => deliberation === reference),
    )
  const imputations = new Map(lignesBudget.map((ligne) => [ligne.id, ligne.imputation]))
  const operations = new Set(texte.affectations.map(({ operation }) => operation))
  const faits: Faits = {
    ...{ region: config.region, campagne: libelle, exercice, formationsDemandees, contratsDemandes, vote },
    ...totaliser(lignes),
    contratsDepuis: texte.contratsDepuis,
    precedent: (await findPrecedent(db, exercice)) ?? null,
    affectations: texte.affectations.map((une) => ({
      ...{ ligne: une.ligne, operation: une.operation, montant: une.montant },
      imputation: imputations.get(une.ligne) ?? '',
    })),
    anterieures: inscrites.filter(
      ({ operation, deliberation }) => operations.has(operation) && deliberation !== reference,
    ),
  }
  return { campagne, gardee, texte, faits, lignesBudget, ...remplir(texte, faits, gardee?.arretee?.contenu) }
}

function totaliser(lignes: readonly LigneVotee[]) {
  const somme = (champ: Exclude<keyof LigneVotee, 'nom'>) =>
    lignes.reduce((total, ligne) => total + ligne[champ], 0)
  return {
    lignes,
    organismes: lignes.length,
    ...{
      contrats: somme('contrats'),
      majoration: somme('majoration'),
      dontBonusVert: somme('dontBonusVert'),
    },
    ...{ exceptionnelle: somme('exceptionnelle'), totale: somme('totale') },
  }
}

/** The words: those kept once locked, otherwise written from what the database holds now. */
function remplir(texte: Texte, faits: Faits, arrete: string | undefined) {
  const ecrite: Decision<Deliberation> = arrete
    ? accord(JSON.parse(arrete) as Deliberation)
    : faits.lignes.length === 0
      ? refus({
          code: 'sans-montants',
          message: 'Aucun montant à écrire : figez d’abord la proposition qui part au vote.',
          correcteur: 'agent',
        })
      : composer(texte, faits)
  return { ecrite, controle: ecrite.statut === 'accord' ? controler(ecrite.valeur, faits) : null }
}

function presenter({
  campagne,
  gardee,
  texte,
  faits,
  lignesBudget,
  ecrite,
  controle,
}: Chargee): DeliberationLue {
  const { libelle, exercice, etat, fictif, mention } = campagne
  const { titre, visas, expose, articles, contratsDepuis, affectations } = texte
  const champs = Object.entries(CHAMPS).map(([code, champ]) => ({
    ...{ code, libelle: champ.libelle, valeur: faits.lignes.length > 0 ? champ.dire(faits) : null },
  }))
  const { contenu, ...arretee } = gardee?.arretee ?? { contenu: '' }
  return {
    campagne: { libelle, exercice, etat, fictif, mention },
    texte: {
      ...{ titre, visas, expose, articles, contratsDepuis },
      affectations: affectations.map(({ ligne, operation, montant }) => ({ ligne, operation, montant })),
    },
    version: gardee?.version ?? 0,
    modifieePar: gardee?.par ?? null,
    modifieeLe: gardee?.modifieeLe ?? null,
    vote: faits.vote,
    arretee: gardee?.arretee
      ? {
          ...(arretee as Omit<NonNullable<typeof gardee.arretee>, 'contenu'>),
          intacte: hacher(contenu) === gardee.arretee.empreinte,
        }
      : null,
    contenu: ecrite.statut === 'accord' ? (ecrite.valeur as DeliberationLue['contenu']) : null,
    motifs: ecrite.statut === 'refus' ? [...ecrite.motifs] : [],
    controle: controle as DeliberationLue['controle'],
    champs,
    lignes: lignesBudget,
    totale: faits.totale,
  }
}

const hacher = (contenu: string): string => createHash('sha256').update(contenu).digest('hex')
const sansMains = ({ titre, visas, expose, articles, contratsDepuis, affectations }: Texte) => ({
  ...{ titre, visas, expose, articles, contratsDepuis, affectations },
})

/** @throws HttpRefusal 422 with every reason; nothing is then written */
async function lock(
  ctx: Context,
  tx: Parameters<Parameters<typeof transaction>[1]>[0],
  id: string,
  acteur: { identifiant: string | null; pour?: string },
) {
  const { gardee, texte, faits, ecrite, controle } = await load(ctx, tx, id)
  if (gardee?.arretee) throw conflict('Le texte voté est déjà arrêté.', 'deja-arretee')
  if (ecrite.statut === 'refus') throw refused('Le texte n’est pas arrêté.', ecrite.motifs)
  const contre = refuserArret({ vote: faits.vote, conforme: controle!.conforme })
  if (contre.length > 0) throw refused('Le texte n’est pas arrêté.', contre)
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  if (!gardee && !(await saveDeliberation(tx, id, texte, { version: 0, ...mains }))) throw perimee()
  const contenu = JSON.stringify(ecrite.valeur)
  const { reference, date: voteeLe } = faits.vote!
  const arretee = { reference, voteeLe, contenu, empreinte: hacher(contenu) }
  if (!(await lockDeliberation(tx, id, arretee))) throw perimee()
  const { empreinte } = arretee
  await insertJournal(tx, {
    acte: 'deliberation.arretee',
    objet: `campagne:${id}`,
    apres: { reference, voteeLe, empreinte },
  })
  return { reference, empreinte }
}

async function editer(ctx: Context, db: Db, id: string): Promise<{ edition: Edition; nom: string }> {
  const { campagne, gardee, ecrite } = await load(ctx, db, id)
  if (ecrite.statut === 'refus') throw refused('Le document ne peut pas être établi.', ecrite.motifs)
  const arretee = gardee?.arretee ?? null
  const edition: Edition = {
    ...ecrite.valeur,
    region: ctx.config.region,
    date: arretee?.voteeLe ?? ctx.clock.today(),
    reference: arretee?.reference ?? null,
    empreinte: arretee?.empreinte ?? null,
    mention: campagne.mention,
  }
  const nom = arretee ? `Délibération ${arretee.reference}` : `Projet de délibération, ${campagne.libelle}`
  return { edition, nom }
}
