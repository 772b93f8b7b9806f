-- A campaign from its call to its end, and the applications (demandes) that training centres bring to it.

alter table campagne
  -- Campaigns made from a file begin with their applications already in.
  add etat text not null default 'en_instruction' check (etat in ('preparation', 'ouverte', 'close', 'en_instruction',
    'au_vote', 'votee', 'en_paiement', 'soldee')),
  add ouvre_le timestamptz,
  add ferme_le timestamptz,
  add vote_le date,
  add pieces jsonb not null default '[]' check (jsonb_typeof(pieces) = 'array'),
  add contacts jsonb not null default '[]' check (jsonb_typeof(contacts) = 'array'),
  add questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  add version integer not null default 1 check (version > 0),
  add liste_le timestamptz,
  add check (ouvre_le < ferme_le);
comment on column campagne.etat is 'preparation → ouverte → close → en_instruction → au_vote → votee → en_paiement → soldee';
comment on column campagne.ferme_le is 'Last instant at which an application is received, at the second';
comment on column campagne.pieces is '[{code, libelle, aide, obligatoire}]: documents asked of each body';
comment on column campagne.contacts is '[{nom, courriel, telephone}]: whom bodies write to';
comment on column campagne.questions is '[{question, reponse}]: the FAQ of the call';
comment on column campagne.version is 'Grows at each change of the call; a save that names an older version is refused';
comment on column campagne.liste_le is 'When its formations were last drawn from the validated applications';
comment on column campagne.cree_le is 'With liste_le, identifies the version of its formations';
update campagne set etat = 'votee' where exists (select from publication p where p.campagne = campagne.id);

create table reouverture (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne on delete cascade,
  organisation text not null references organisation,
  jusqu_au timestamptz not null,
  motif text not null check (btrim(motif) <> ''),
  accordee_par text not null references personne,
  accordee_le timestamptz not null default now()
);
create index reouverture_organisation on reouverture (campagne, organisation);
comment on table reouverture is 'One body may still apply after the call closed: an act with a reason';

create table demande (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne on delete cascade,
  numero integer not null check (numero > 0),
  organisation text not null references organisation,
  etat text not null default 'brouillon' check (etat in ('brouillon', 'deposee', 'a_completer', 'complete', 'instruite',
    'validee', 'retenue', 'non_retenue', 'notifiee', 'engagee', 'payee', 'ineligible', 'retiree')),
  version integer not null default 1 check (version > 0),
  effectif text not null default '',
  instructeur text references personne,
  deposee_le timestamptz,
  empreinte text check (empreinte ~ '^[0-9a-f]{64}$'),
  creee_par text not null references personne,
  creee_le timestamptz not null default now(),
  modifiee_le timestamptz not null default now(),
  unique (campagne, numero),
  check (etat in ('brouillon', 'retiree') or (deposee_le is not null and empreinte is not null))
);
create unique index demande_organisation on demande (campagne, organisation) where etat <> 'retiree';
comment on table demande is 'What a training centre asks for in a campaign; one at a time';
comment on column demande.numero is 'Rank in its campaign, which people quote';
comment on column demande.effectif is 'Apprentices of the body, as typed';
comment on column demande.version is 'Grows at each save; a save that names an older version is refused';
comment on column demande.empreinte is 'SHA-256 of what was submitted, printed on the receipt';

create table demande_formation (
  demande text not null references demande on delete cascade,
  identifiant text collate "C" not null check (identifiant <> ''),
  rang integer not null,
  saisie jsonb not null check (jsonb_typeof(saisie) = 'object'),
  primary key (demande, identifiant)
);
comment on table demande_formation is 'A formation asked for, as the body typed it: a draft may be wrong or unfinished';
comment on column demande_formation.saisie is '{column: text as typed}';

create table demande_correction (
  id bigint generated always as identity primary key,
  demande text not null,
  formation text collate "C" not null,
  champ text not null check (champ <> ''),
  avant text not null,
  apres text not null,
  motif text not null check (btrim(motif) <> ''),
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now(),
  foreign key (demande, formation) references demande_formation on delete cascade
);
create index demande_correction_formation on demande_correction (demande, formation, champ, id);
comment on table demande_correction is 'A declared figure put right by an agent: both values stay, the last correction counts';

create table demande_etape (
  id bigint generated always as identity primary key,
  demande text not null references demande on delete cascade,
  acte text not null,
  de text not null,
  vers text not null,
  par text not null references personne,
  pour text references personne,
  motif text,
  le timestamptz not null default now()
);
create index demande_etape_demande on demande_etape (demande, id);
comment on table demande_etape is 'Each step of the life of an application: what separation of duties looks at. Append-only';

create table demande_piece (
  id text primary key default gen_random_uuid()::text,
  demande text not null references demande on delete cascade,
  code text not null,
  nom text not null check (nom <> ''),
  type text not null,
  taille bigint not null check (taille > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  deposee_par text not null references personne,
  deposee_le timestamptz not null default now(),
  retiree_le timestamptz
);
create index demande_piece_demande on demande_piece (demande);
comment on table demande_piece is 'A document joined to an application';
comment on column demande_piece.type is 'What its content says it is, chosen by us: the name of a file proves nothing';

create table demande_piece_morceau (
  piece text not null references demande_piece on delete cascade,
  rang integer not null check (rang > 0),
  octets bytea not null,
  primary key (piece, rang)
);
alter table demande_piece_morceau alter column octets set storage external;
comment on table demande_piece_morceau is 'The document itself, in pieces of 1 MiB: any server may send it';

create table demande_complement (
  id text primary key default gen_random_uuid()::text,
  demande text not null references demande on delete cascade,
  texte text not null check (btrim(texte) <> ''),
  echeance date not null,
  demande_par text not null references personne,
  demande_le timestamptz not null default now(),
  repondu_le timestamptz
);
create index demande_complement_demande on demande_complement (demande);
comment on table demande_complement is 'What the Région asks a body to add or put right, and until when';

create table demande_message (
  id text primary key default gen_random_uuid()::text,
  demande text not null references demande on delete cascade,
  sens text not null check (sens in ('region', 'organisme', 'interne')),
  texte text not null check (btrim(texte) <> ''),
  auteur text not null references personne,
  le timestamptz not null default now(),
  lu_le timestamptz
);
create index demande_message_demande on demande_message (demande);
comment on table demande_message is 'What is written about an application: between the body and the Région, or among agents (interne)';

create table demande_avis (
  id bigint generated always as identity primary key,
  demande text not null references demande on delete cascade,
  nature text not null check (nature in ('prealable', 'consultatif', 'final')),
  sens text not null check (sens in ('favorable', 'reserve', 'defavorable')),
  texte text not null check (btrim(texte) <> ''),
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now()
);
create index demande_avis_demande on demande_avis (demande);
comment on table demande_avis is 'An opinion of an agent on an application. Append-only';

create table demande_alerte_levee (
  demande text not null references demande on delete cascade,
  code text not null,
  cible text not null,
  motif text not null check (btrim(motif) <> ''),
  par text not null references personne,
  le timestamptz not null default now(),
  primary key (demande, code, cible)
);
comment on table demande_alerte_levee is 'A warning of the automatic checks, looked at and lifted with a reason';
comment on column demande_alerte_levee.cible is 'What the warning is about, its figures included: it comes back when they change';

-- The application's account.
grant select, insert, update, delete on reouverture, demande, demande_formation, demande_piece, demande_piece_morceau,
  demande_complement, demande_message, demande_alerte_levee to oriflamme_application;
grant select, insert on demande_correction, demande_etape, demande_avis to oriflamme_application;

-- The second wall. A draft is the body's own: agents see that it exists, not what is in it.
create function acteur_est_organisme() returns boolean stable language sql
  return acteur_role() in ('ofcfaGestionnaire', 'ofcfaLecteur');
create function acteur_depose() returns boolean stable language sql return acteur_role() = 'ofcfaGestionnaire';
create function demande_de_l_acteur(demande text) returns boolean
  stable security definer set search_path = public language sql
  return acteur_est_organisme() and exists (
    select from demande d where d.id = demande_de_l_acteur.demande and d.organisation = acteur_organisation());
create function demande_lisible(demande text) returns boolean
  stable security definer set search_path = public language sql
  return demande_de_l_acteur(demande) or (acteur_est_region() and exists (
    select from demande d where d.id = demande_lisible.demande and d.deposee_le is not null));
create function campagne_de_ma_demande(campagne text) returns boolean
  stable security definer set search_path = public language sql
  return acteur_est_organisme() and exists (
    select from demande d where d.campagne = campagne_de_ma_demande.campagne and d.organisation = acteur_organisation());

create policy appel on campagne for select using ((select acteur_est_dit()) and etat = 'ouverte');
create policy demandee on campagne for select using (campagne_de_ma_demande(id));

alter table reouverture enable row level security;
create policy region on reouverture for select using ((select acteur_est_region()));
create policy instruire on reouverture using ((select acteur_instruit())) with check ((select acteur_instruit()));
create policy la_sienne on reouverture for select using (
  (select acteur_est_organisme()) and organisation = (select acteur_organisation()));
-- A reopened body must see the call that it is reopened on.
create policy reouverte on campagne for select using (
  exists (select from reouverture r where r.campagne = campagne.id));

alter table demande enable row level security;
create policy region on demande for select using ((select acteur_est_region()));
create policy cheminer on demande for update using (acteur_role() in ('instructeur', 'responsable',
    'gestionnaireBudgetaire', 'comptable', 'systeme') and deposee_le is not null)
  with check (deposee_le is not null);
create policy systeme on demande using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy la_sienne on demande for select using (
  (select acteur_est_organisme()) and organisation = (select acteur_organisation()));
create policy deposer on demande using ((select acteur_depose()) and organisation = (select acteur_organisation()))
  with check ((select acteur_depose()) and organisation = (select acteur_organisation()));

alter table demande_formation enable row level security;
create policy lire on demande_formation for select using (demande_lisible(demande));
create policy deposer on demande_formation using ((select acteur_depose()) and demande_de_l_acteur(demande))
  with check ((select acteur_depose()) and demande_de_l_acteur(demande));
create policy systeme on demande_formation using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));

alter table demande_correction enable row level security;
create policy lire on demande_correction for select using (demande_lisible(demande));
create policy instruire on demande_correction for insert with check ((select acteur_instruit()) and demande_lisible(demande));

alter table demande_etape enable row level security;
create policy lire on demande_etape for select using (demande_lisible(demande));
create policy faire on demande_etape for insert with check (demande_lisible(demande)
  and (acteur_role() in ('instructeur', 'responsable', 'gestionnaireBudgetaire', 'comptable', 'systeme') or acteur_depose()));

alter table demande_piece enable row level security;
create policy lire on demande_piece for select using (demande_lisible(demande));
create policy deposer on demande_piece using ((select acteur_depose()) and demande_de_l_acteur(demande))
  with check ((select acteur_depose()) and demande_de_l_acteur(demande));
alter table demande_piece_morceau enable row level security;
create policy lire on demande_piece_morceau for select using (
  exists (select from demande_piece p where p.id = piece));
create policy deposer on demande_piece_morceau for insert with check ((select acteur_depose())
  and exists (select from demande_piece p where p.id = piece));

alter table demande_complement enable row level security;
create policy lire on demande_complement for select using (demande_lisible(demande));
create policy instruire on demande_complement using ((select acteur_instruit()) and demande_lisible(demande))
  with check ((select acteur_instruit()) and demande_lisible(demande));
create policy repondre on demande_complement for update using ((select acteur_depose()) and demande_de_l_acteur(demande))
  with check ((select acteur_depose()) and demande_de_l_acteur(demande));

alter table demande_message enable row level security;
create policy lire on demande_message for select using (
  demande_lisible(demande) and (sens <> 'interne' or (select acteur_est_region())));
create policy ecrire_region on demande_message using ((select acteur_instruit()) and demande_lisible(demande))
  with check ((select acteur_instruit()) and demande_lisible(demande) and sens <> 'organisme');
create policy ecrire_organisme on demande_message for insert with check (
  (select acteur_depose()) and demande_de_l_acteur(demande) and sens = 'organisme');
create policy lire_organisme on demande_message for update using (
  (select acteur_depose()) and demande_de_l_acteur(demande) and sens = 'region')
  with check (sens = 'region');

-- What agents think is theirs until it is decided.
alter table demande_avis enable row level security;
create policy region on demande_avis for select using ((select acteur_est_region()) and demande_lisible(demande));
create policy instruire on demande_avis for insert with check ((select acteur_instruit()) and demande_lisible(demande));
alter table demande_alerte_levee enable row level security;
create policy region on demande_alerte_levee for select using ((select acteur_est_region()));
create policy instruire on demande_alerte_levee using ((select acteur_instruit()) and demande_lisible(demande))
  with check ((select acteur_instruit()) and demande_lisible(demande));

-- The next number of an application: looks at all of them, which the one who opens it may not. The campaign is held.
create function prochain_numero_demande(campagne text) returns integer
  security definer set search_path = public language sql
  return (select coalesce(max(d.numero), 0) + 1 from demande d where d.campagne = prochain_numero_demande.campagne);
-- An applicant holds the campaign it applies to without a right to change it.
create function tenir_campagne(campagne text) returns boolean
  security definer set search_path = public language plpgsql as $$
begin
  perform from campagne c where c.id = tenir_campagne.campagne for no key update;
  return found;
end
$$;
