-- The budget: what was voted, promised and paid, as acts that are only ever added. No balance is stored: each is the sum
-- of its acts. Writers lock the line first (`for update`), so that nobody decides on a sum that another is changing.

create table ligne_budgetaire (
  id text primary key default gen_random_uuid()::text,
  exercice integer not null check (exercice between 2000 and 2100),
  chapitre text not null check (btrim(chapitre) <> ''),
  code_fonctionnel text not null check (btrim(code_fonctionnel) <> ''),
  programme text,
  action text,
  nature text,
  libelle text not null check (btrim(libelle) <> ''),
  indicatif boolean not null default false,
  unique nulls not distinct (exercice, chapitre, code_fonctionnel, programme, action, nature)
);
comment on table ligne_budgetaire is 'Where an expense is charged, one exercice at a time; the same imputation has one line a year';
comment on column ligne_budgetaire.nature is 'Account by nature, when the imputation says it: 6541';
comment on column ligne_budgetaire.indicatif is 'The demonstration chose it: no published document gives it';

create table mouvement_credits (
  id text primary key default gen_random_uuid()::text,
  ligne text not null references ligne_budgetaire,
  acte text not null check (acte in ('budget_primitif', 'decision_modificative', 'report', 'virement')),
  reference text not null check (btrim(reference) <> ''),
  date date not null,
  autorisation_engagement bigint not null,
  credits_de_paiement bigint not null,
  autre_ligne text references ligne_budgetaire check (autre_ligne <> ligne),
  motif text,
  indicatif boolean not null default false,
  check (autorisation_engagement <> 0 or credits_de_paiement <> 0),
  check ((autre_ligne is not null) = (acte in ('report', 'virement')))
);
create index mouvement_credits_ligne on mouvement_credits (ligne);
create unique index un_seul_budget_primitif on mouvement_credits (ligne) where acte = 'budget_primitif';
comment on table mouvement_credits is 'Credits voted, in cents; what leaves a line is negative and enters another by the same act';
comment on column mouvement_credits.autre_ligne is 'Where the credits of a report or of a virement come from, or go to';

create table affectation (
  id text primary key default gen_random_uuid()::text,
  ligne text not null references ligne_budgetaire,
  operation text not null check (btrim(operation) <> ''),
  deliberation text not null check (btrim(deliberation) <> ''),
  date date not null,
  montant bigint not null check (montant > 0),
  unique (ligne, operation, deliberation)
);
comment on table affectation is 'Part of the autorisations d''engagement of a line that a délibération sets aside for an operation, in cents';

create table engagement (
  id text primary key default gen_random_uuid()::text,
  ligne text not null references ligne_budgetaire,
  affectation text references affectation,
  objet text not null check (btrim(objet) <> ''),
  libelle text not null check (btrim(libelle) <> ''),
  beneficiaire text not null check (btrim(beneficiaire) <> ''),
  siret text check (siret ~ '^[0-9]{14}$'),
  date date not null,
  montant bigint not null check (montant > 0),
  indicatif boolean not null default false,
  check (siret is not null or affectation is null)
);
create index engagement_ligne on engagement (ligne);
create index engagement_affectation on engagement (affectation);
create index engagement_objet on engagement (objet);
comment on table engagement is 'What the Région owes to somebody, in cents. Without affectation, it takes the crédits de paiement of its line at once';
comment on column engagement.objet is 'What it pays, by a stable reference: « demande:ID »';

create table echeance (
  engagement text not null references engagement,
  exercice integer not null check (exercice between 2000 and 2100),
  montant bigint not null check (montant > 0),
  primary key (engagement, exercice)
);
comment on table echeance is 'Crédits de paiement that an engagement will take, by exercice; they sum to its amount';

create table desengagement (
  id text primary key default gen_random_uuid()::text,
  engagement text not null references engagement,
  date date not null,
  montant bigint not null check (montant > 0),
  motif text not null check (btrim(motif) <> '')
);
create index desengagement_engagement on desengagement (engagement);

create table bordereau (
  exercice integer not null,
  numero integer not null check (numero > 0),
  emis_le date not null,
  primary key (exercice, numero)
);
comment on table bordereau is 'A numbered list of mandats sent to the accountant';

create table mandat (
  id text primary key default gen_random_uuid()::text,
  reference text not null unique check (btrim(reference) <> ''),
  engagement text not null references engagement,
  ligne text not null references ligne_budgetaire,
  exercice integer not null,
  bordereau integer not null,
  date date not null,
  montant bigint not null check (montant > 0),
  foreign key (exercice, bordereau) references bordereau
);
create index mandat_engagement on mandat (engagement);
create index mandat_ligne on mandat (ligne);
comment on column mandat.reference is 'Chosen by whoever pays: the same payment sent twice is written once';
comment on column mandat.ligne is 'Line whose crédits de paiement it takes: that of its own exercice';

create table constat_mandat (
  mandat text primary key references mandat,
  etat text not null check (etat in ('paye', 'rejete')),
  date date not null,
  motif text,
  check (etat = 'paye' or btrim(motif) <> '')
);
comment on table constat_mandat is 'What the accountant did with a mandat, once; none yet: it is émis';

create table suspension (
  id text primary key default gen_random_uuid()::text,
  ligne text not null references ligne_budgetaire,
  motif text not null check (btrim(motif) <> ''),
  du date not null,
  au date not null check (au >= du),
  par text not null default coalesce(nullif(current_setting('oriflamme.identifiant', true), ''), 'oriflamme')
);
create index suspension_ligne on suspension (ligne);
comment on table suspension is 'Between two dates included, Paris time, the line takes no new engagement nor mandat';
comment on column suspension.par is 'Who suspended, by identifier of account';

create table levee_suspension (
  suspension text primary key references suspension,
  date date not null,
  motif text not null check (btrim(motif) <> '')
);
comment on table levee_suspension is 'A suspension that ended before its date';

create table titre_recettes (
  id text primary key default gen_random_uuid()::text,
  exercice integer not null check (exercice between 2000 and 2100),
  numero integer not null check (numero > 0),
  debiteur text not null check (btrim(debiteur) <> ''),
  siret text check (siret ~ '^[0-9]{14}$'),
  objet text not null check (btrim(objet) <> ''),
  date date,
  montant bigint not null check (montant > 0),
  unique (exercice, numero)
);
comment on table titre_recettes is 'What somebody owes to the Région, in cents';
comment on column titre_recettes.date is 'Null when the document that tells of it does not say it';

create table suite_titre (
  titre text primary key references titre_recettes,
  etat text not null check (etat in ('recouvre', 'annule', 'admis_en_non_valeur')),
  date date not null,
  motif text,
  engagement text references engagement,
  check ((engagement is not null) = (etat = 'admis_en_non_valeur')),
  check (etat <> 'annule' or btrim(motif) <> '')
);
comment on table suite_titre is 'How a titre ended, once; none yet: it is émis';
comment on column suite_titre.engagement is 'The crédits de paiement that bear the loss';

create function refuser_modification_budget() returns trigger language plpgsql as $$
begin
  raise exception 'un acte du budget ne se modifie pas : % refusé', tg_op using errcode = 'restrict_violation';
end
$$;

create function acteur_tient_le_budget() returns boolean stable language sql
  return acteur_role() in ('gestionnaireBudgetaire', 'systeme');
create function acteur_constate_les_paiements() returns boolean stable language sql
  return acteur_role() in ('comptable', 'systeme');
create function acteur_suspend_les_lignes() returns boolean stable language sql
  return acteur_role() in ('responsable', 'gestionnaireBudgetaire', 'systeme');

-- Every table: added to and read, never changed; the budget is written by the budget manager.
do $$
declare
  nom text;
begin
  foreach nom in array array['ligne_budgetaire', 'mouvement_credits', 'affectation', 'engagement', 'echeance',
    'desengagement', 'bordereau', 'mandat', 'constat_mandat', 'suspension', 'levee_suspension', 'titre_recettes',
    'suite_titre'] loop
    execute format('create trigger en_ajout_seul before update or delete or truncate on %I
      for each statement execute function refuser_modification_budget()', nom);
    execute format('grant select, insert on %I to oriflamme_application', nom);
    execute format('alter table %I enable row level security', nom);
    execute format('create policy region on %I for select using ((select acteur_est_region()))', nom);
    execute format('create policy ecrire on %I for insert with check ((select %s()))', nom,
      case nom when 'constat_mandat' then 'acteur_constate_les_paiements'
        when 'suspension' then 'acteur_suspend_les_lignes'
        when 'levee_suspension' then 'acteur_suspend_les_lignes'
        else 'acteur_tient_le_budget' end);
  end loop;
end $$;

-- PostgreSQL asks the right to update of whoever locks; the trigger above still refuses every change.
grant update (id) on ligne_budgetaire to oriflamme_application;
create policy tenir on ligne_budgetaire for update using (
  (select acteur_suspend_les_lignes()) or (select acteur_constate_les_paiements()));
