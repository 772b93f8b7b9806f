import {
  candidaterALaMain,
  candidaterEnTrop,
  candidaterParFichier,
  clore,
  completer,
  corrigerEtConclure,
  etudier,
  ouvrirUnAppel,
  trancher,
} from './entiere-demandes.ts'
import { accorderExceptionnelle, proposerExceptionnelle } from './entiere-exceptionnelle.ts'
import { lirePublication, lireSaDecision, mandater, payer, refuserQuiAValide } from './entiere-paiement.ts'
import {
  affecter,
  arreterLaListe,
  deliberer,
  notifier,
  ouvrirUneLigne,
  proposer,
  voter,
} from './entiere-vote.ts'
import { instruire } from './gestes.ts'
import { browserTest } from './navigateur.ts'

// A whole campaign lived by seven people, each in their own browser. What no screen does is written in the database:
// the closing time that passes, a third body's application.

browserTest(
  'une campagne entière : appel, demandes, instruction, vote, lettres, paiement, publication',
  async ({ open, db }) => {
    const nadia = await open('/')
    const campagne = await ouvrirUnAppel(nadia)

    const [lea, julie] = [await open('/', { as: 'lea-fontaine' }), await open('/', { as: 'julie-moreau' })]
    const [deLea, deJulie] = await Promise.all([candidaterALaMain(lea), candidaterParFichier(julie)])
    const enTrop = await candidaterEnTrop(db, campagne)
    await clore(nadia, db, campagne)

    const camille = await open('/', { as: 'camille-royer' })
    await etudier(camille, campagne, 'AFORPA')
    await completer(camille, lea)
    await corrigerEtConclure(camille, db, deLea)
    await etudier(camille, campagne, 'STELO FORMATION')
    await instruire(camille)
    await trancher(nadia, campagne, { rejetee: enTrop, instruites: [deLea, deJulie] })

    await arreterLaListe(nadia, campagne)
    await proposerExceptionnelle(camille, { campagne, demande: deLea }, '12 345')
    await accorderExceptionnelle(nadia, { campagne, demande: deLea })
    const total = await proposer(nadia, campagne)
    const hugo = await open('/', { as: 'hugo-lemaire' })
    const ligne = await ouvrirUneLigne(hugo)
    await deliberer(nadia, campagne, total)
    await voter(nadia, campagne, total)
    await notifier(nadia, campagne)

    await affecter(hugo, ligne, total)
    const references = await mandater(hugo, campagne)
    await refuserQuiAValide(nadia, db, { campagne, reference: references.get('AFORPA')! })
    const anne = await open('/', { as: 'anne-prevost' })
    await payer(anne, campagne, references.values())

    const montant = await lireSaDecision(lea, deLea, references.get('AFORPA')!)
    await lirePublication(await open('/donnees-ouvertes', { as: null }), montant)
  },
)
