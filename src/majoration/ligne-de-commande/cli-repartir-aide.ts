/** What `majoration repartir --help` prints. */
export const AIDE = `Répartit une dotation entre les organismes d’un fichier CSV, selon un règlement.

Usage : oriflamme majoration repartir FICHIER --dotation EUROS [OPTIONS]

  FICHIER                 fichier CSV, ou - pour l’entrée standard. En-tête, dans un ordre quelconque :
                          organisme;formation;contrats;contrats_verts;contrats_perimetre_15;
                          contrats_perimetre_20;points
                          Séparateur « ; » ou « , », UTF-8 ou Windows-1252, décimales à virgule ou à point.
                          « points » ne sert qu’à couper la liste.

  --dotation EUROS        enveloppe à répartir, en euros entiers (obligatoire)
  --reglement CODE        règlement appliqué (majoration-2023 par défaut)
  --plafond EUROS|aucun   plafond par organisme, à la place de celui du règlement

Coupure, une au plus ; sans elle, toutes les lignes sont retenues : la coupure du règlement n’est pas
appliquée par cette commande.
  --points-min X          retient les formations d’au moins X points
  --part-formations S     retient les ⌊S × n⌋ premières formations (S de 0 à 1 : 0.76, 900/1167)
  --part-contrats S       retient les premières formations tant que leurs contrats cumulés
                          ne dépassent pas S × le total
Classement : points décroissants, puis formation, organisme et effectifs croissants.

  --format json|csv|table présentation du résultat (json par défaut)
  -h, --help              cette aide

Résultat : montants en euros entiers ; en JSON, « montantMoyen » et « forfaitDeBase » sont des fractions
exactes (« forfaitDeBase » est null quand tous les organismes sont au plafond et qu’il reste un reliquat).

Code de sortie : 0, 1 si le calcul est refusé, 2 si la commande est mal écrite.`
