import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { enAscii } from '#aides/asp/ascii.ts'
import { type APayer, controler } from '#aides/asp/controle.ts'
import type { Enregistrement } from '#aides/asp/enregistrement.ts'
import { ecrireFichier, nommerFichier } from '#aides/asp/fichier.ts'
import { ecrireMontantAsp, lireMontantAsp } from '#aides/asp/montant-asp.ts'
import { CODES, LILA, validerXsd, xsdPresent } from '../../../test/asp-atelier.ts'

const accorder = (qui: APayer): Enregistrement => {
  const controle = controler(qui, { codes: CODES, aujourdhui: '2025-11-20' })
  if (controle.statut === 'accord') return controle.valeur
  throw new Error(controle.motifs.map(({ message }) => message).join(' '))
}
const ecrire = (...gens: APayer[]) =>
  [
    ...ecrireFichier(
      CODES,
      gens.map((qui, i) => ({ id: 1001 + i, enregistrement: accorder(qui) })),
    ),
  ].join('')

const ADRESSE =
  '<ADRESSE><CODETYPEADR>PRINCIPALE</CODETYPEADR><CPLTDISTRIBUTION>Bat. A</CPLTDISTRIBUTION><NUMEROVOIE>12</NUMEROVOIE>' +
  "<CODEEXTENSIONVOIE>B</CODEEXTENSIONVOIE><CODETYPEVOIE>RUE</CODETYPEVOIE><LIBELLEVOIE>de l'Eglise</LIBELLEVOIE>" +
  '<CODEINSEEPAYS>99100</CODEINSEEPAYS><CODEPOSTALCEDEX>75005</CODEPOSTALCEDEX><CODECOMINSEE>75105</CODECOMINSEE></ADRESSE>'

// Typed by hand from the description of the format, not taken from what the program wrote.
const ATTENDU = `<?xml version="1.0" encoding="UTF-8"?>
<FICHIER xmlns="http://www.cnasea.fr/fichier"><PARAMETRAGE><CODESITEOPE>75</CODESITEOPE><CODEUTILISATEUR>REGION</CODEUTILISATEUR><CODEDISPO>ARA</CODEDISPO><CODEPRESTADISPO>ARA-PREST</CODEPRESTADISPO></PARAMETRAGE><ENREGISTREMENTS>
<ENREGISTREMENT idEnregistrement="1001"><INDIVIDU><NATUREINDIVIDU>P</NATUREINDIVIDU><PERSPHYSIQUE><TITRE>MME</TITRE><PRENOM>Lila</PRENOM><NOMUSAGE>D'Estrees</NOMUSAGE><NOMNAISSANCE>D'Estrees</NOMNAISSANCE><DATENAISSANCE>07/11/2007</DATENAISSANCE><CODEINSEEPAYSNAI>99100</CODEINSEEPAYSNAI><CODEINSEECOMMUNE>75056</CODEINSEECOMMUNE></PERSPHYSIQUE><ADRESSESINDIVIDU>${ADRESSE}</ADRESSESINDIVIDU><LISTEDOSSIER><DOSSIER><NUMADM>ARA25A0000000001</NUMADM><CODEDISPOSITIF>ARA</CODEDISPOSITIF><LISTEPRESTADOSS><PRESTADOSS><NUMADM>ARA25A000000000101</NUMADM><CODEPRESTADISPO>ARA-PREST</CODEPRESTADISPO><DATECOMPLETUDE>03/11/2025</DATECOMPLETUDE><DATERECEPTIONPRESTADOSS>02/10/2025</DATERECEPTIONPRESTADOSS><MONTANTTOTALENGAGE>375.50</MONTANTTOTALENGAGE><CODE>D</CODE><VALEUR>075</VALEUR><INDICRATTACHUSPRESTADISPO>O</INDICRATTACHUSPRESTADISPO><ADRESSESPRESTADOSS>${ADRESSE}</ADRESSESPRESTADOSS><COORDPAIESPRESTADOSS><COORDPAIE><CODETYPECOORDPAIE>PRINCIPALE</CODETYPECOORDPAIE><CODEMODEREGLEMENT>135</CODEMODEREGLEMENT><INTITDEST>Lila D'Estrees</INTITDEST><IBAN><BIC>AGRIFRPP</BIC><CLECONTROL>76</CLECONTROL><ZONEBBAN>30006000011234567890189</ZONEBBAN><CODEISOPAYS>FR</CODEISOPAYS></IBAN></COORDPAIE></COORDPAIESPRESTADOSS><LISTEELEMENTPAIEMENT><ELEMENTPAIEMENT><CODEOBJET>VERSE001</CODEOBJET><LISTEVERSEMENT><VERSEMENT><CODETYPEVERSEMENT>PAIEMENT</CODETYPEVERSEMENT><LISTEFINANCEMENT><FINANCEMENT><MTTOTALFINANCEMENT>375.50</MTTOTALFINANCEMENT><USPRINC>ARA2025</USPRINC></FINANCEMENT></LISTEFINANCEMENT></VERSEMENT></LISTEVERSEMENT></ELEMENTPAIEMENT></LISTEELEMENTPAIEMENT></PRESTADOSS></LISTEPRESTADOSS></DOSSIER></LISTEDOSSIER></INDIVIDU></ENREGISTREMENT>
</ENREGISTREMENTS></FICHIER>
`

/** Somebody known of the agency, born in Algeria, who lives in Belgium and banks there. */
const SAMI: APayer = {
  ...LILA,
  ...{
    numero: 'ARA25A0000000002',
    civilite: 'M',
    prenom: 'Sami',
    nomNaissance: 'Ben Aïssa & fils',
    nomUsage: 'Œuf<',
  },
  ...{ montant: 30_00, paysNaissance: '99352', communeNaissance: null },
  adresse: {
    numero: '4',
    typeVoie: 'rue',
    libelleVoie: 'du Midi',
    codePostal: '1000',
    libelleCommune: 'Bruxelles',
    pays: '99131',
  },
  compte: {
    iban: 'BE68 5390 0754 7034',
    bic: 'GEBABEBB',
    titulaire: 'Sami Ben Aïssa & fils ; du Grand-Duché',
  },
  identifiants: { individu: '700056261', dossier: '700086362', prestation: '700085962' },
}

test('un paiement s’écrit comme l’ASP l’attend, élément par élément', () => {
  assert.equal(ecrire(LILA), ATTENDU)
  validerXsd(ATTENDU)
})

test('les identifiants rendus par l’ASP reviennent : personne O, dossier N, prestation O', () => {
  const xml = ecrire(SAMI)
  assert.match(xml, /<INDIVIDU idIndividu="700056261" modification="O">/)
  assert.match(xml, /<DOSSIER idDoss="700086362" modification="N">/)
  assert.match(xml, /<PRESTADOSS idPrestaDoss="700085962" modification="O">/)
  validerXsd(xml)
})

test('né et vivant à l’étranger : pas de commune, une adresse étrangère entière, le BIC complété à onze signes', () => {
  const xml = ecrire(SAMI)
  assert.doesNotMatch(xml, /CODEINSEECOMMUNE|CODECOMINSEE/)
  assert.match(
    xml,
    /<CODEINSEEPAYS>99131<\/CODEINSEEPAYS><VOIEPOINTGEOETRANGER>4 rue du Midi<\/VOIEPOINTGEOETRANGER><LOCALITEETRANGER>1000 Bruxelles<\/LOCALITEETRANGER>/,
  )
  assert.match(xml, /<BIC>GEBABEBBXXX<\/BIC><CLECONTROL>68<\/CLECONTROL><ZONEBBAN>539007547034<\/ZONEBBAN>/)
  assert.match(xml, /<VALEUR>075<\/VALEUR>/)
  assert.match(xml, /<INTITDEST>Sami Ben Aissa fils du Grand<\/INTITDEST>/)
  assert.match(xml, /<NOMNAISSANCE>Ben Aissa &amp; fils<\/NOMNAISSANCE>/)
})

test('plusieurs personnes : des numéros d’enregistrement uniques, et le schéma accepte le tout', () => {
  const xml = ecrire(LILA, SAMI, { ...LILA, numero: 'ARA25A0000000003', montant: 100_00 })
  const ids = [...xml.matchAll(/idEnregistrement="(\d+)"/g)].map(([, id]) => id)
  assert.deepEqual(ids, ['1001', '1002', '1003'])
  validerXsd(xml)
})

test('le schéma, quand il est là, refuse ce qu’il doit refuser', {
  skip: !xsdPresent && 'ORIFLAMME_XSD_ASP absent',
}, () => {
  assert.throws(() => validerXsd(ATTENDU.replaceAll('375.50', '375,50')))
  assert.throws(() => validerXsd(ATTENDU.replace('REGION', 'REGIONq')))
  assert.throws(() => validerXsd(ecrire(LILA, SAMI).replace('"1002"', '"1001"')))
})

test('quels que soient les noms et les montants, le fichier est en ASCII et le schéma l’accepte', () => {
  const nom = fc.string({ unit: fc.constantFrom(...'aéÈçœÆñ-’ \'";&<ßŁx'), minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(
      nom,
      nom,
      nom,
      fc.integer({ min: 1, max: 99_999_999 }),
      (prenom, naissance, usage, montant) => {
        fc.pre([prenom, naissance, usage].every((texte) => enAscii(texte) !== ''))
        const xml = ecrire({ ...LILA, prenom, nomNaissance: naissance, nomUsage: usage, montant })
        assert.match(xml, /^[\n -~]*$/)
        for (const [, balise, texte = ''] of xml.matchAll(/<(PRENOM|NOMUSAGE|NOMNAISSANCE)>([^<]*)</g)) {
          const longueur = texte.replace(/&\w+;/g, '&').length
          assert.ok(
            longueur >= 1 && longueur <= (balise === 'PRENOM' ? 20 : 50) && !texte.includes(';;'),
            texte,
          )
        }
        validerXsd(xml)
      },
    ),
    { numRuns: 200 },
  )
})

test('le nom du fichier dit l’application et l’instant, à la seconde', () => {
  assert.equal(nommerFichier('ARA', '2025-11-21T09:05:07'), 'nps_ficimport_idp_ARA_20251121090507.xml')
})

test('les montants passent par des centimes entiers, jamais par un nombre à virgule', () => {
  for (const [montant, texte] of [
    [100_50, '100.50'],
    [5, '0.05'],
    [100_00, '100.00'],
    [-30_00, '-30.00'],
  ] as const)
    assert.equal(ecrireMontantAsp(montant), texte)
  for (const [texte, montant] of [
    ['100', 100_00],
    ['100.5', 100_50],
    ['19,99', 19_99],
    ['-30.00', -30_00],
    ['0.070', 7],
  ] as const)
    assert.equal(lireMontantAsp(texte), montant, texte)
  for (const faux of ['', 'cent', '1.005', '1e3', '1 000', '1.2.3'])
    assert.equal(lireMontantAsp(faux), undefined, faux)
  fc.assert(fc.property(fc.integer(), (montant) => lireMontantAsp(ecrireMontantAsp(montant)) === montant))
})
