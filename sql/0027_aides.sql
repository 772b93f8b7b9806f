-- Individual aids: training centres deposit lists of people, line by line; each line that holds becomes a dossier, judged
-- by the text of its scheme. Nobody outside the service that pays them reads a name; bank data is only ever ciphertext.

create table aide_session (
  id text primary key default gen_random_uuid()::text,
  dispositif text not null check (dispositif ~ '^[a-z0-9-]+$'),
  version text not null check (version ~ '^[0-9a-f]{64}$'),
  libelle text not null check (btrim(libelle) <> ''),
  exercice integer not null check (exercice between 2000 and 2100),
  etat text not null default 'preparation' check (etat in ('preparation', 'ouverte', 'close', 'soldee')),
  ouvre_le timestamptz not null,
  ferme_le timestamptz not null check (ferme_le > ouvre_le),
  ligne text references ligne_budgetaire,
  operation text check (btrim(operation) <> ''),
  fictif boolean not null default false,
  cree_le timestamptz not null default now(),
  check ((ligne is null) = (operation is null))
);
comment on table aide_session is 'A period during which training centres deposit their lists for one scheme: preparation → ouverte → close → soldee';
comment on column aide_session.version is 'SHA-256 of the text of the scheme that judges its dossiers, whatever later versions say';
comment on column aide_session.operation is 'The operation whose affectations on the line bear the aids granted; none yet: nothing may be granted';

create table aide_liste (
  id text primary key default gen_random_uuid()::text,
  session text not null references aide_session,
  organisation text not null references organisation,
  nom text not null check (nom <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taille bigint not null check (taille > 0),
  etat text not null default 'recue'
    check (etat in ('recue', 'en_lecture', 'a_corriger', 'prete', 'en_depot', 'deposee', 'refusee', 'abandonnee')),
  passage integer not null default 0 check (passage >= 0),
  progression integer not null default 0 check (progression between 0 and 1000),
  lecture text,
  colonnes jsonb not null default '[]' check (jsonb_typeof(colonnes) = 'array'),
  motif jsonb check (jsonb_typeof(motif) = 'object'),
  cree_par text not null references personne,
  cree_le timestamptz not null default now(),
  avance_le timestamptz not null default now(),
  deposee_par text references personne,
  deposee_le timestamptz,
  check ((etat = 'refusee') = (motif is not null)),
  check ((etat = 'deposee') = (deposee_le is not null))
);
create index aide_liste_session on aide_liste (session, organisation);
create unique index aide_liste_sha256 on aide_liste (session, organisation, sha256)
  where etat not in ('abandonnee', 'refusee');
comment on table aide_liste is 'A list of people on its way: recue → en_lecture → a_corriger | prete → en_depot → deposee; or refusee, abandonnee';
comment on column aide_liste.passage is 'Grows each time a work starts on it: a worker that is no longer the last one writes nothing';
comment on column aide_liste.progression is 'Share of the present work done, in thousandths';
comment on column aide_liste.colonnes is '[{entete, champ}]: headers of the file and what each is; champ null for one that is not read';
comment on column aide_liste.motif is '{code, message}: why the file cannot be read at all';

create table aide_liste_morceau (
  liste text not null references aide_liste on delete cascade,
  rang integer not null check (rang > 0),
  chiffre bytea not null,
  primary key (liste, rang)
);
alter table aide_liste_morceau alter column chiffre set storage external;
comment on table aide_liste_morceau is 'The file itself in encrypted pieces: it holds bank data. Removed once read';

create table aide_ligne (
  liste text not null references aide_liste on delete cascade,
  ligne integer not null check (ligne > 0),
  cellules jsonb not null check (jsonb_typeof(cellules) = 'object'),
  banque bytea,
  masque text,
  anomalies jsonb not null default '[]' check (jsonb_typeof(anomalies) = 'array'),
  erreurs smallint not null default 0 check (erreurs >= 0),
  avertissements smallint not null default 0 check (avertissements >= 0),
  ecartee text check (btrim(ecartee) <> ''),
  corrigee_par text references personne,
  corrigee_le timestamptz,
  primary key (liste, ligne)
);
create index aide_ligne_erreurs on aide_ligne (liste, ligne) where erreurs > 0 and ecartee is null;
comment on table aide_ligne is 'A line as typed, correctable cell by cell until the list is deposited';
comment on column aide_ligne.ligne is 'Line of the file, as a spreadsheet numbers it';
comment on column aide_ligne.cellules is '{field: text as typed}; never bank data';
comment on column aide_ligne.banque is 'IBAN, BIC and holder as typed, encrypted for this line';
comment on column aide_ligne.masque is 'What may be shown of the account: « FR•• •••• 0189 »';
comment on column aide_ligne.anomalies is '[{gravite, champ, code, message, attendu}]';
comment on column aide_ligne.ecartee is 'Why the line is left out of the deposit';

create table aide_beneficiaire (
  id text primary key default gen_random_uuid()::text,
  civilite text not null check (civilite in ('M', 'MME')),
  nom_naissance text not null check (btrim(nom_naissance) <> ''),
  nom_usage text,
  prenom text not null check (btrim(prenom) <> ''),
  ne_le date not null,
  pays_naissance text not null check (pays_naissance ~ '^99[0-9]{3}$'),
  commune_naissance text check (commune_naissance ~ '^[0-9][0-9AB][0-9]{3}$'),
  rapprochement text not null,
  asp_individu text,
  cree_le timestamptz not null default now()
);
create index aide_beneficiaire_rapprochement on aide_beneficiaire (rapprochement);
create index aide_beneficiaire_ne_le on aide_beneficiaire (ne_le);
comment on table aide_beneficiaire is 'A person who is aided. Two spellings are one person only when somebody says so';
comment on column aide_beneficiaire.rapprochement is 'Names without accents nor order, by which candidates are found';
comment on column aide_beneficiaire.asp_individu is 'Its identifier at the paying agency, once known';

create table aide_dossier (
  id text primary key default gen_random_uuid()::text,
  numero text not null unique check (numero ~ '^[0-9A-Z]{16}$'),
  session text not null references aide_session,
  liste text not null references aide_liste,
  ligne integer not null,
  organisation text not null references organisation,
  beneficiaire text not null references aide_beneficiaire,
  etat text not null
    check (etat in ('a_verifier', 'incomplet', 'refuse', 'non_calculable', 'proposable', 'en_attente', 'accorde', 'retire')),
  reponses jsonb not null check (jsonb_typeof(reponses) = 'object'),
  contrat jsonb not null check (jsonb_typeof(contrat) = 'object'),
  adresse jsonb not null check (jsonb_typeof(adresse) = 'object'),
  courriel text,
  telephone text,
  verdict jsonb not null check (jsonb_typeof(verdict) = 'object'),
  montant bigint check (montant > 0),
  juge_le date not null,
  depose_le timestamptz not null default now(),
  accorde_le timestamptz,
  unique (liste, ligne),
  check (etat not in ('proposable', 'en_attente', 'accorde') or montant is not null),
  check (etat <> 'accorde' or accorde_le is not null)
);
create index aide_dossier_session on aide_dossier (session, etat, depose_le);
create index aide_dossier_organisation on aide_dossier (organisation, session);
create index aide_dossier_beneficiaire on aide_dossier (beneficiaire);
-- The double benefit is impossible whatever the program does: one living dossier a person and a session.
create unique index aide_dossier_une_fois on aide_dossier (session, beneficiaire)
  where etat in ('proposable', 'en_attente', 'accorde');
comment on table aide_dossier is 'One person asking for one aid: a_verifier (a namesake to look at), incomplet, refuse, non_calculable, proposable, en_attente (envelope spent), accorde, retire';
comment on column aide_dossier.numero is 'Its administrative number, for letters and the paying agency';
comment on column aide_dossier.reponses is '{question of the scheme: answer}';
comment on column aide_dossier.contrat is '{numero, debut, fin, rupture, diplome, niveau, rncp, uai, siret}';
comment on column aide_dossier.adresse is '{numero, extension, typeVoie, libelleVoie, complement, codePostal, commune, libelleCommune, pays}';
comment on column aide_dossier.verdict is 'What the rule answered, with its explanation or its reasons and the version that judged';
comment on column aide_dossier.montant is 'In cents';

create table aide_dossier_etape (
  id bigint generated always as identity primary key,
  dossier text not null references aide_dossier on delete cascade,
  de text,
  vers text not null,
  le timestamptz not null default now(),
  par text references personne,
  motif text
);
create index aide_dossier_etape_dossier on aide_dossier_etape (dossier, id);
comment on table aide_dossier_etape is 'Each passage of a dossier from a state to another; par null: the program';

create table aide_attestation (
  dossier text primary key references aide_dossier on delete cascade,
  assidu boolean not null,
  absences numeric(5, 2) check (absences between 0 and 100),
  par text not null references personne,
  le timestamptz not null default now()
);
comment on table aide_attestation is 'What the training centre certifies of the attendance of a person, once; absences in % of the hours planned';

create table aide_coordonnees (
  dossier text primary key references aide_dossier on delete cascade,
  chiffre bytea not null,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  masque text not null,
  maj_le timestamptz not null default now()
);
create index aide_coordonnees_empreinte on aide_coordonnees (empreinte);
comment on table aide_coordonnees is 'Where a person is paid, encrypted for this dossier';
comment on column aide_coordonnees.empreinte is 'Keyed fingerprint of the IBAN: tells two dossiers paid on one account, and nothing else';
comment on column aide_coordonnees.masque is 'What may be shown: « FR•• •••• 0189 »';

-- Names are read by those who handle the aids, and by the centre that deposited them; elected members and the State read sums.
create function acteur_traite_les_aides() returns boolean stable language sql
  return acteur_role() in ('instructeur', 'responsable', 'gestionnaireBudgetaire', 'comptable', 'systeme');
create function acteur_fait_avancer_les_aides() returns boolean stable language sql
  return acteur_role() in ('instructeur', 'responsable', 'gestionnaireBudgetaire', 'systeme');
create function liste_d_aide_de_l_acteur(liste text) returns boolean
  stable security definer set search_path = public language sql
  return exists (select from aide_liste l where l.id = liste_d_aide_de_l_acteur.liste
    and acteur_est_organisme() and l.organisation = acteur_organisation());
create function dossier_d_aide_de_l_acteur(dossier text) returns boolean
  stable security definer set search_path = public language sql
  return exists (select from aide_dossier d where d.id = dossier_d_aide_de_l_acteur.dossier
    and acteur_est_organisme() and d.organisation = acteur_organisation());

grant select, insert, update on aide_session, aide_beneficiaire, aide_dossier, aide_coordonnees to oriflamme_application;
grant select, insert, update, delete on aide_liste, aide_liste_morceau, aide_ligne to oriflamme_application;
grant select, insert on aide_dossier_etape, aide_attestation to oriflamme_application;

alter table aide_session enable row level security;
create policy region on aide_session for select using ((select acteur_est_region()));
create policy organisme on aide_session for select using ((select acteur_est_organisme()) and etat <> 'preparation');
create policy conduire on aide_session using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));

alter table aide_liste enable row level security;
create policy traiter on aide_liste for select using ((select acteur_traite_les_aides()));
create policy systeme on aide_liste using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy la_sienne on aide_liste for select using (
  (select acteur_est_organisme()) and organisation = (select acteur_organisation()));
create policy deposer on aide_liste using ((select acteur_depose()) and organisation = (select acteur_organisation()))
  with check ((select acteur_depose()) and organisation = (select acteur_organisation()));

alter table aide_liste_morceau enable row level security;
create policy systeme on aide_liste_morceau using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy deposer on aide_liste_morceau for insert with check (
  (select acteur_depose()) and liste_d_aide_de_l_acteur(liste));

alter table aide_ligne enable row level security;
create policy traiter on aide_ligne for select using ((select acteur_traite_les_aides()));
create policy systeme on aide_ligne using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy la_sienne on aide_ligne for select using (liste_d_aide_de_l_acteur(liste));
create policy corriger on aide_ligne using ((select acteur_depose()) and liste_d_aide_de_l_acteur(liste))
  with check ((select acteur_depose()) and liste_d_aide_de_l_acteur(liste));

alter table aide_beneficiaire enable row level security;
create policy traiter on aide_beneficiaire using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));
create policy comptable on aide_beneficiaire for select using ((select acteur_traite_les_aides()));
create policy le_sien on aide_beneficiaire for select using (
  (select acteur_est_organisme()) and exists (select from aide_dossier d
    where d.beneficiaire = aide_beneficiaire.id and d.organisation = (select acteur_organisation())));

alter table aide_dossier enable row level security;
create policy traiter on aide_dossier using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));
create policy comptable on aide_dossier for select using ((select acteur_traite_les_aides()));
create policy le_sien on aide_dossier for select using (
  (select acteur_est_organisme()) and organisation = (select acteur_organisation()));

alter table aide_dossier_etape enable row level security;
create policy traiter on aide_dossier_etape for select using ((select acteur_traite_les_aides()));
create policy faire on aide_dossier_etape for insert with check ((select acteur_fait_avancer_les_aides()));
create policy le_sien on aide_dossier_etape for select using (dossier_d_aide_de_l_acteur(dossier));

alter table aide_attestation enable row level security;
create policy traiter on aide_attestation for select using ((select acteur_traite_les_aides()));
create policy systeme on aide_attestation for insert with check ((select acteur_est_systeme()));
create policy la_sienne on aide_attestation for select using (dossier_d_aide_de_l_acteur(dossier));
create policy attester on aide_attestation for insert with check (
  (select acteur_depose()) and dossier_d_aide_de_l_acteur(dossier));

-- Bank data: read by those who pay, and by the program when it prepares the files of the paying agency.
alter table aide_coordonnees enable row level security;
create policy payer on aide_coordonnees using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));
