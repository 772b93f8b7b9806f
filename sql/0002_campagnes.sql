-- A yearly campaign: its règlement as it was, the bodies that applied, their formations, what was published.

create table campagne (
  id text primary key default gen_random_uuid()::text check (id <> ''),
  libelle text not null check (btrim(libelle) <> ''),
  exercice integer not null check (exercice between 2000 and 2100),
  fictif boolean not null,
  mention text,
  dotation bigint not null check (dotation >= 0 and dotation % 100 = 0),
  reglement jsonb not null check (jsonb_typeof(reglement) = 'object'),
  calendrier jsonb not null default '[]' check (jsonb_typeof(calendrier) = 'array'),
  documents jsonb not null default '[]' check (jsonb_typeof(documents) = 'array'),
  cree_le timestamptz not null default now()
);
comment on table campagne is 'One yearly call for a scheme, with what it needs to stay explainable';
comment on column campagne.fictif is 'Its formations are invented: screens and documents say so with « mention »';
comment on column campagne.dotation is 'Ordinary envelope, in cents, a whole number of euros; exceptional majorations are apart';
comment on column campagne.reglement is 'The règlement as it was when the campaign was created: a later file does not change an old decision';
comment on column campagne.calendrier is '[{date, libelle, source}], oldest first';
comment on column campagne.documents is '[{titre, reference, date, nature}]';
comment on column campagne.cree_le is 'Formations never change after this instant: it identifies their version';

create table organisme (
  campagne text not null references campagne on delete cascade,
  identifiant text collate "C" not null check (identifiant <> ''),
  nom text not null check (nom <> ''),
  siret text check (siret ~ '^[0-9]{14}$'),
  primary key (campagne, identifiant)
);
comment on table organisme is 'A training centre (OF-CFA) that applied to a campaign';
comment on column organisme.identifiant is 'Settles ties, in code-point order, hence the "C" collation';
comment on column organisme.siret is 'Fourteen digits, when known';

create table formation (
  campagne text not null,
  identifiant text collate "C" not null check (identifiant <> ''),
  organisme text collate "C" not null,
  intitule text not null,
  niveau smallint not null check (niveau between 1 and 8),
  code_rncp text,
  commune text not null,
  departement text not null,
  filiere text not null,
  contrats integer not null check (contrats >= 0),
  environnementale boolean not null,
  palier smallint not null check (palier between 0 and 2),
  priorite_filiere integer not null check (priorite_filiere >= 0),
  innovation integer not null check (innovation between 0 and 1),
  jeunes_qpv_ruraux integer not null check (jeunes_qpv_ruraux >= 0),
  apprentis_handicap integer not null check (apprentis_handicap >= 0),
  part_femmes integer not null check (part_femmes between 0 and 10000),
  part_premiers_niveaux integer not null check (part_premiers_niveaux between 0 and 10000),
  besoin_financement integer not null check (besoin_financement between 0 and 10000),
  effectif_organisme integer not null check (effectif_organisme >= 0),
  jeunes_sans_contrat integer not null check (jeunes_sans_contrat >= 0),
  part_sans_contrat integer not null check (part_sans_contrat between 0 and 10000),
  territoire_peu_pourvu integer not null check (territoire_peu_pourvu between 0 and 1),
  heures_environnement integer not null check (heures_environnement >= 0),
  part_heures_environnement integer not null check (part_heures_environnement between 0 and 10000),
  primary key (campagne, identifiant),
  foreign key (campagne, organisme) references organisme on delete cascade
);
create index formation_organisme on formation (campagne, organisme);
comment on table formation is 'One line of an application: a course on one site, its contracts, what it declares for the scoring grid';
comment on column formation.niveau is 'Niveau of the national framework, 3 (CAP) to 8';
comment on column formation.environnementale is 'Each of its contracts gets the bonus vert';
comment on column formation.palier is 'Tier of the « périmètre financier »: 0 none, 1 or 2; the rates are in the règlement';
comment on column formation.priorite_filiere is 'Traits recognised, 0 to 3: tension, emerging, proven hiring needs';
comment on column formation.innovation is '1 yes, 0 no';
comment on column formation.part_femmes is 'Hundredths of a percent, like every « part_ » and « besoin_financement »: 4550 is 45,5 %';
comment on column formation.effectif_organisme is 'Apprentices of the body, all formations';
comment on column formation.territoire_peu_pourvu is '1 yes, 0 no';
comment on column formation.heures_environnement is 'Hours of the cycle given to environmental teaching';

create table majoration_exceptionnelle (
  campagne text not null,
  organisme text collate "C" not null,
  montant bigint not null check (montant > 0),
  motif text not null check (btrim(motif) <> ''),
  source text not null,
  primary key (campagne, organisme),
  foreign key (campagne, organisme) references organisme on delete cascade
);
comment on table majoration_exceptionnelle is 'An instructed amount for a body in financial difficulty, added apart from the envelope';
comment on column majoration_exceptionnelle.montant is 'In cents';

create table publication (
  campagne text not null,
  organisme text collate "C" not null,
  rang integer not null check (rang > 0),
  contrats integer not null check (contrats >= 0),
  majoration bigint not null check (majoration >= 0),
  dont_bonus_vert bigint not null check (dont_bonus_vert between 0 and majoration),
  majoration_exceptionnelle bigint not null check (majoration_exceptionnelle >= 0),
  majoration_totale bigint not null check (majoration_totale = majoration + majoration_exceptionnelle),
  primary key (campagne, organisme),
  unique (campagne, rang),
  foreign key (campagne, organisme) references organisme on delete cascade
);
comment on table publication is 'The table that the assembly voted, as printed; empty while nothing is published';
comment on column publication.rang is 'Position in the printed table, from 1';
comment on column publication.majoration is 'In cents, bonus vert included, like every amount here';
