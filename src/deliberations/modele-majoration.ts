import type { Modele } from '#deliberations/modele.ts'

/** The text that a campaign starts with, written for this tool: an agent makes it theirs before the vote. */
export const MODELE_MAJORATION: Modele = {
  titre: 'Majoration des coûts-contrats d’apprentissage {exercice} : attributions et affectations',
  visas: [
    'La commission permanente du conseil régional,',
    'Vu le code général des collectivités territoriales ;',
    'Vu le code du travail, sixième partie ;',
    'Vu le règlement budgétaire et financier de la Région ;',
    'Vu le budget {exercice} de {region} ;',
    'Vu les avis des commissions compétentes ;',
  ].join('\n'),
  expose: [
    'L’appel « {campagne} » a réuni {formations_demandees} formations, pour {contrats_demandes} contrats d’apprentissage. Le classement établi selon les critères régionaux retient {contrats} contrats, soit {part_contrats} des contrats présentés, dans {organismes} organismes de formation.',
    'La dotation ordinaire est répartie entre ces contrats : {majoration}, dont {bonus_vert} de bonus vert.',
    '[si exceptionnelle] S’y ajoute une majoration exceptionnelle de {exceptionnelle}, instruite et motivée au regard de difficultés financières constatées.',
    '[si precedent] En {precedent_exercice}, {precedent_contrats} contrats avaient reçu {precedent_totale} : le nombre de contrats majorés évolue de {evolution_contrats}, le montant de {evolution_totale}.',
    'Il est proposé d’attribuer en tout {totale} ({totale_en_lettres}), selon le tableau annexé.',
    '[pour chaque anterieure] Rappel pour l’opération « {anterieure.operation} » : {anterieure.montant} ont déjà été affectés par la délibération {anterieure.deliberation} du {anterieure.date}.',
  ].join('\n\n'),
  articles: [
    '## Attribution des majorations',
    'Les majorations de l’exercice {exercice} figurant en annexe sont approuvées, pour un montant total de {totale} ({totale_en_lettres}).',
    '## Affectation des autorisations d’engagement',
    '[pour chaque affectation] Une autorisation d’engagement de {affectation.montant} ({affectation.montant_en_lettres}) est affectée à l’opération « {affectation.operation} », sur la ligne : {affectation.imputation}, du budget {exercice}.',
    '## Contrats commencés avant le vote',
    '[si derogation] Par dérogation prévue à l’article 29 du règlement budgétaire et financier, les contrats d’apprentissage sont pris en compte à partir du {contrats_depuis}.',
    '## Signature',
    'La présidence du conseil régional est autorisée à signer les actes nécessaires à l’exécution de la présente délibération.',
  ].join('\n\n'),
}
