-- Individual aids are paid by an agency (ASP): files of requests leave, four kinds of answers come back. A dossier has one
-- living payment at most; a failure is asked again by a new row, so that nothing of what happened is lost.

create table asp_parametrage (
  dispositif text primary key check (dispositif ~ '^[a-z0-9-]+$'),
  code_site text not null check (length(code_site) between 1 and 10),
  code_utilisateur text not null check (length(code_utilisateur) between 1 and 101 and code_utilisateur !~ 'q'),
  code_dispositif text not null check (length(code_dispositif) between 1 and 20),
  code_prestation text not null check (length(code_prestation) between 1 and 20),
  code_objet text not null check (length(code_objet) between 1 and 10),
  unite_suivi text not null check (length(unite_suivi) between 1 and 13),
  application text not null check (application ~ '^[A-Za-z0-9-]{1,20}$'),
  departement_defaut text not null check (departement_defaut ~ '^[0-9][0-9AB][0-9AB]?[0-9]?$'),
  indicatif boolean not null default false
);
comment on table asp_parametrage is 'Codes that the agency allots to each scheme by convention';
comment on column asp_parametrage.indicatif is 'Codes of the demonstration, that no convention gave';

create table asp_fichier (
  id text primary key default gen_random_uuid()::text,
  nom text not null unique,
  session text not null references aide_session,
  etat text not null default 'a_envoyer' check (etat in ('a_envoyer', 'televerse', 'depose')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taille bigint not null check (taille > 0),
  paiements integer not null check (paiements > 0),
  montant bigint not null check (montant > 0),
  tentatives integer not null default 0 check (tentatives >= 0),
  erreur text,
  cree_le timestamptz not null,
  jour date not null,
  depose_le timestamptz,
  voie text check (voie in ('sftp', 'main')),
  revu boolean,
  check ((etat = 'depose') = (depose_le is not null)),
  check ((etat = 'depose') = (voie is not null))
);
create index asp_fichier_jour on asp_fichier (jour);
comment on table asp_fichier is 'A file of requests, written before anything is sent: a_envoyer → televerse (there under a temporary name) → depose';
comment on column asp_fichier.jour is 'Day of Paris on which it was made: the agency takes ten a day';
comment on column asp_fichier.tentatives is 'Names the temporary file: two servers never write to the same one';
comment on column asp_fichier.revu is 'Whether the server still showed it under its own name; false: the agency had already taken it';

create table asp_fichier_morceau (
  fichier text not null references asp_fichier on delete cascade,
  rang integer not null check (rang > 0),
  chiffre bytea not null,
  primary key (fichier, rang)
);
alter table asp_fichier_morceau alter column chiffre set storage external;
comment on table asp_fichier_morceau is 'The file itself in encrypted pieces: it holds bank data';

create table asp_identifiants (
  dossier text primary key references aide_dossier,
  id_dossier text not null unique,
  id_prestation text not null unique
);
comment on table asp_identifiants is 'What the agency calls a dossier and its payment, once it has told us; the person is in aide_beneficiaire';

create table asp_paiement (
  id bigint generated always as identity primary key,
  dossier text not null references aide_dossier,
  etat text not null default 'en_attente' check (etat in ('en_attente', 'incomplete', 'prete', 'envoyee', 'integree',
    'rejetee', 'payee', 'impayee', 'a_reverser')),
  montant bigint not null check (montant > 0),
  motifs jsonb not null default '[]' check (jsonb_typeof(motifs) = 'array'),
  retenue text,
  chiffre bytea,
  masque text,
  empreinte text check (empreinte ~ '^[0-9a-f]{64}$'),
  fichier text references asp_fichier,
  envoyee_le date,
  raison text,
  suite text,
  verse_le date,
  a_reverser bigint check (a_reverser > 0),
  remplace bigint unique references asp_paiement,
  maj_le timestamptz not null default now(),
  check ((etat in ('en_attente', 'incomplete')) = (chiffre is null)),
  check ((chiffre is null) = (masque is null)),
  check ((etat in ('en_attente', 'incomplete', 'prete')) = (fichier is null)),
  check ((fichier is null) = (envoyee_le is null)),
  check ((etat = 'a_reverser') = (a_reverser is not null)),
  check (etat not in ('payee', 'a_reverser') or verse_le is not null)
);
-- Nobody is paid twice, whatever the program does.
create unique index asp_paiement_vivant on asp_paiement (dossier) where etat not in ('rejetee', 'impayee');
create index asp_paiement_dossier on asp_paiement (dossier, id);
create index asp_paiement_etat on asp_paiement (etat, id);
create index asp_paiement_fichier on asp_paiement (fichier);
comment on table asp_paiement is 'A payment asked for a dossier; its id is the number of the record in the file';
comment on column asp_paiement.motifs is '[{code, message, correcteur, champ}]: why it is incomplete';
comment on column asp_paiement.retenue is 'Why it waits although nothing is missing: the budget line is suspended';
comment on column asp_paiement.chiffre is 'The whole record as it will be written, bank data included, encrypted for this payment once it is prete';
comment on column asp_paiement.empreinte is 'Keyed fingerprint of that record: tells that something was corrected since';
comment on column asp_paiement.raison is 'Code of why the agency did not pay; suite: its words';
comment on column asp_paiement.remplace is 'The failed payment that this one asks again';

create table asp_retour (
  id text primary key default gen_random_uuid()::text,
  nom text not null,
  genre text check (genre in ('integrations', 'rejets', 'paiements', 'reversements')),
  envoi text,
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  taille bigint not null check (taille > 0),
  etat text not null default 'recu' check (etat in ('recu', 'lu', 'illisible', 'inconnu')),
  erreur text,
  voie text not null check (voie in ('sftp', 'main')),
  modifie bigint,
  lignes integer,
  recu_le timestamptz not null default now(),
  lu_le timestamptz
);
comment on table asp_retour is 'A file returned by the agency; the same content twice is one row; inconnu: a name that we do not know, set aside';

comment on column asp_retour.modifie is 'When the server says that the file changed: what is already here is not fetched again';

create table asp_retour_morceau (
  retour text not null references asp_retour on delete cascade,
  rang integer not null check (rang > 0),
  chiffre bytea not null,
  primary key (retour, rang)
);
alter table asp_retour_morceau alter column chiffre set storage external;
comment on table asp_retour_morceau is 'The file in encrypted pieces: it may hold bank data. Removed once read to its end';

create table asp_retour_ligne (
  retour text not null references asp_retour on delete cascade,
  ligne integer not null check (ligne > 0),
  etat text not null check (etat in ('appliquee', 'deja', 'parquee', 'classee')),
  code text,
  message text,
  paiement bigint references asp_paiement,
  empreinte text not null,
  annonce jsonb,
  contenu jsonb not null,
  maj_le timestamptz not null default now(),
  primary key (retour, ligne),
  check ((etat in ('parquee', 'classee')) = (code is not null))
);
create index asp_retour_ligne_parquee on asp_retour_ligne (retour, ligne) where etat = 'parquee';
create index asp_retour_ligne_empreinte on asp_retour_ligne (empreinte);
comment on table asp_retour_ligne is 'What became of each line: applied, already known, parked until somebody looks, set aside';
comment on column asp_retour_ligne.contenu is 'All that the line said, bank data removed';

create table asp_paiement_etape (
  id bigint generated always as identity primary key,
  paiement bigint not null references asp_paiement,
  de text,
  vers text not null,
  le timestamptz not null default now(),
  par text references personne,
  motif text,
  retour text,
  ligne integer,
  foreign key (retour, ligne) references asp_retour_ligne
);
create index asp_paiement_etape_paiement on asp_paiement_etape (paiement, id);
comment on table asp_paiement_etape is 'Each passage of a payment; par null: the program';

-- The second wall of the life cycle: no passage but those of the table of the program, and what was sent never changes.
create function tenir_asp_paiement() returns trigger language plpgsql as $$
begin
  if new.dossier <> old.dossier or (old.fichier is not null and (new.fichier is distinct from old.fichier
      or new.montant <> old.montant or new.chiffre is distinct from old.chiffre)) then
    raise exception 'un paiement envoyé ne change pas' using errcode = 'restrict_violation';
  end if;
  if new.etat <> old.etat and (old.etat, new.etat) not in (('en_attente', 'incomplete'), ('en_attente', 'prete'),
      ('incomplete', 'en_attente'), ('incomplete', 'prete'), ('prete', 'envoyee'), ('prete', 'en_attente'),
      ('prete', 'incomplete'), ('envoyee', 'integree'), ('envoyee', 'rejetee'), ('integree', 'payee'),
      ('integree', 'impayee'), ('payee', 'a_reverser')) then
    raise exception 'passage impossible : % → %', old.etat, new.etat using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger tenir before update on asp_paiement for each row execute function tenir_asp_paiement();

grant select, insert, update on asp_parametrage, asp_fichier, asp_identifiants, asp_paiement, asp_retour to oriflamme_application;
grant select, insert, delete on asp_fichier_morceau, asp_retour_morceau to oriflamme_application;
grant select, insert, update on asp_retour_ligne to oriflamme_application;
grant select, insert on asp_paiement_etape to oriflamme_application;

do $$
declare
  nom text;
begin
  foreach nom in array array['asp_parametrage', 'asp_fichier', 'asp_fichier_morceau', 'asp_identifiants', 'asp_paiement',
    'asp_paiement_etape', 'asp_retour', 'asp_retour_morceau', 'asp_retour_ligne'] loop
    execute format('alter table %I enable row level security', nom);
    execute format('create policy payer on %I using ((select acteur_tient_le_budget())) with check ((select acteur_tient_le_budget()))', nom);
  end loop;
  -- Who handles the aids sees where each payment stands; the files themselves are for who pays.
  foreach nom in array array['asp_parametrage', 'asp_fichier', 'asp_identifiants', 'asp_paiement', 'asp_paiement_etape',
    'asp_retour', 'asp_retour_ligne'] loop
    execute format('create policy traiter on %I for select using ((select acteur_traite_les_aides()))', nom);
  end loop;
end $$;
create policy le_sien on asp_paiement for select using (dossier_d_aide_de_l_acteur(dossier));
