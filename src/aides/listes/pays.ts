import { enMots } from '#socle/texte.ts'

/** Countries by their INSEE code (Code officiel géographique), those that names are recognised of. */
const TABLE = `99100 France;99101 Danemark;99102 Islande;99103 Norvège;99104 Suède;99105 Finlande;99106 Estonie;99107 Lettonie
99108 Lituanie;99109 Allemagne;99110 Autriche;99111 Bulgarie;99112 Hongrie;99113 Liechtenstein;99114 Roumanie
99116 Tchéquie;99117 Slovaquie;99118 Bosnie-Herzégovine;99119 Croatie;99120 Monténégro;99121 Serbie;99122 Pologne
99123 Russie;99125 Albanie;99126 Grèce;99127 Italie;99128 Saint-Marin;99130 Andorre;99131 Belgique
99132 Royaume-Uni;99134 Espagne;99135 Pays-Bas;99136 Irlande;99137 Luxembourg;99138 Monaco;99139 Portugal
99140 Suisse;99144 Malte;99145 Slovénie;99148 Biélorussie;99151 Moldavie;99155 Ukraine;99156 Macédoine du Nord
99157 Kosovo;99201 Arabie saoudite;99203 Irak;99204 Iran;99205 Liban;99206 Syrie;99207 Israël;99208 Turquie
99212 Afghanistan;99213 Pakistan;99214 Bhoutan;99215 Népal;99216 Chine;99217 Japon;99219 Thaïlande
99220 Philippines;99222 Jordanie;99223 Inde;99224 Birmanie;99226 Singapour;99227 Malaisie;99231 Indonésie
99234 Cambodge;99235 Sri Lanka;99236 Taïwan;99239 Corée du Sud;99240 Koweït;99241 Laos;99242 Mongolie
99243 Viêt Nam;99246 Bangladesh;99252 Arménie;99253 Azerbaïdjan;99254 Chypre;99255 Géorgie;99256 Kazakhstan
99301 Égypte;99302 Libéria;99303 Afrique du Sud;99304 Gambie;99309 Tanzanie;99310 Zimbabwe
99312 République démocratique du Congo;99314 Guinée équatoriale;99315 Éthiopie;99316 Libye;99317 Érythrée
99318 Somalie;99321 Burundi;99322 Cameroun;99323 République centrafricaine;99324 Congo;99326 Côte d’Ivoire
99327 Bénin;99328 Gabon;99329 Ghana;99330 Guinée;99331 Burkina Faso;99332 Kenya;99333 Madagascar;99334 Malawi
99335 Mali;99336 Mauritanie;99337 Niger;99338 Nigéria;99339 Ouganda;99340 Rwanda;99341 Sénégal;99342 Sierra Leone
99343 Soudan;99344 Tchad;99345 Togo;99346 Zambie;99350 Maroc;99351 Tunisie;99352 Algérie;99390 Maurice
99392 Guinée-Bissau;99393 Mozambique;99395 Angola;99396 Cap-Vert;99397 Comores;99398 Seychelles;99399 Djibouti
99401 Canada;99404 États-Unis;99405 Mexique;99406 Costa Rica;99407 Cuba;99408 République dominicaine
99409 Guatemala;99410 Haïti;99411 Honduras;99412 Nicaragua;99413 Panama;99414 Salvador;99415 Argentine
99416 Brésil;99417 Chili;99418 Bolivie;99419 Colombie;99420 Équateur;99421 Paraguay;99422 Pérou;99423 Uruguay
99424 Venezuela;99426 Jamaïque;99501 Australie;99502 Nouvelle-Zélande`

/** Name of each country by its code. */
export const PAYS: ReadonlyMap<string, string> = new Map(
  TABLE.split(/[;\n]/).map((ligne) => [ligne.slice(0, 5), ligne.slice(6)]),
)
const PAR_NOM: ReadonlyMap<string, string> = new Map([
  ...[...PAYS].map(([code, nom]) => [enMots(nom), code] as const),
  ...([
    ['turkiye', '99208'],
    ['republique tcheque', '99116'],
    ['vietnam', '99243'],
    ['rdc', '99312'],
    ['centrafrique', '99323'],
    ['usa', '99404'],
    ['congo brazzaville', '99324'],
  ] as const),
])

/** The code of a country told by its code (« 99100 », or « 100 ») or by its name; undefined when none is recognised. */
export function lireCodePays(texte: string): string | undefined {
  const code = /^(?:99)?(\d{3})$/.exec(texte.trim())?.[1]
  // 990 to 999 are « abroad », « unknown »: the agency refuses them.
  if (code) return /^[1-5]/.test(code) ? `99${code}` : undefined
  return PAR_NOM.get(enMots(texte))
}
