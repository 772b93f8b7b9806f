-- Who enters, in which role, for which organisation; programs of partners; what was sent to people.

create table organisation (
  id text primary key default gen_random_uuid()::text,
  nature text not null check (nature in ('region', 'of-cfa', 'opco', 'comptable', 'etat')),
  nom text not null check (btrim(nom) <> ''),
  siret text not null unique check (siret ~ '^[0-9]{14}$'),
  etat text not null default 'active' check (etat in ('en_attente', 'active', 'fermee')),
  cree_le timestamptz not null default now()
);
comment on table organisation is 'Who people act for. A training centre is recognised in a campaign by its SIRET';
comment on column organisation.etat is 'en_attente: a SIRET that somebody came with and that nobody approved yet';

create table opco_filiere (
  opco text not null references organisation on delete cascade,
  filiere text not null check (btrim(filiere) <> ''),
  primary key (opco, filiere)
);
comment on table opco_filiere is 'Perimeter of an OPCO: the filières whose formations it may see';

create table personne (
  id text primary key default gen_random_uuid()::text,
  emetteur text not null,
  sujet text not null,
  nom text not null,
  courriel text,
  organisation text references organisation,
  etat text not null default 'en_attente' check (etat in ('en_attente', 'active', 'suspendue', 'effacee')),
  cree_le timestamptz not null default now(),
  vue_le timestamptz,
  unique (emetteur, sujet)
);
comment on table personne is 'An account, opened the first time its provider vouches for it. No password is kept';
comment on column personne.sujet is 'Identifier that the provider gives to this person, stable and opaque';
comment on column personne.etat is 'effacee: name, address and subject replaced; what was done stays true and points here';

create table attribution (
  id text primary key default gen_random_uuid()::text,
  personne text not null references personne,
  role text not null check (role in ('administrateur', 'instructeur', 'responsable', 'gestionnaireBudgetaire', 'lecteur',
    'ofcfaGestionnaire', 'ofcfaLecteur', 'opco', 'comptable', 'etat')),
  donnee_le timestamptz not null default now(),
  retiree_le timestamptz
);
create unique index attribution_en_cours on attribution (personne, role) where retiree_le is null;
comment on table attribution is 'A role held by a person, in the organisation of that person';

create table delegation (
  id text primary key default gen_random_uuid()::text,
  de text not null references personne,
  a text not null references personne,
  role text not null,
  du date not null,
  au date not null check (au >= du),
  motif text not null check (btrim(motif) <> ''),
  donnee_le timestamptz not null default now(),
  retiree_le timestamptz,
  check (de <> a)
);
comment on table delegation is 'Powers lent between two dates included, Paris time; acts done with them name both persons';

create table session (
  empreinte text primary key,
  id text not null unique default gen_random_uuid()::text,
  personne text not null references personne,
  role text,
  pour text references personne,
  fournisseur text not null,
  jeton_identite text,
  ouverte_le timestamptz not null default now(),
  vue_le timestamptz not null default now(),
  expire_le timestamptz not null,
  fermee_le timestamptz,
  adresse text,
  navigateur text
);
create index session_personne on session (personne);
comment on table session is 'A browser that signed in';
comment on column session.empreinte is 'SHA-256 of the token, which only the cookie holds';
comment on column session.role is 'The role chosen among those of the person; null while none is given';
comment on column session.pour is 'Whose powers are used, by delegation';
comment on column session.jeton_identite is 'What the provider asks for to sign out';

create table cle (
  id text primary key default gen_random_uuid()::text,
  nom text not null check (btrim(nom) <> ''),
  organisation text not null references organisation,
  role text not null,
  portees text[] not null check (cardinality(portees) > 0),
  debit integer not null check (debit between 1 and 6000),
  empreinte text not null,
  creee_le timestamptz not null default now(),
  servie_le timestamptz,
  revoquee_le timestamptz
);
comment on table cle is 'A program of a partner: OAuth 2 client credentials';
comment on column cle.empreinte is 'SHA-256 of the secret, 256 random bits shown once';
comment on column cle.debit is 'Requests a minute';

create table jeton (
  empreinte text primary key,
  cle text not null references cle on delete cascade,
  portees text[] not null,
  expire_le timestamptz not null
);
comment on table jeton is 'A bearer token given to a key, short-lived';
comment on column jeton.portees is 'Those of the key, or fewer when the program asked for fewer';

create table invitation (
  id text primary key default gen_random_uuid()::text,
  courriel text not null check (courriel ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  role text not null,
  organisation text not null references organisation,
  creee_le timestamptz not null default now(),
  expire_le timestamptz not null,
  acceptee_le timestamptz,
  acceptee_par text references personne,
  retiree_le timestamptz
);
comment on table invitation is 'Taken up by the first person whose provider vouches for this address';

create table message (
  id text primary key default gen_random_uuid()::text,
  destinataire text not null,
  sujet text not null,
  corps text not null,
  etat text not null default 'a_envoyer' check (etat in ('a_envoyer', 'envoye', 'echec', 'a_lire')),
  erreur text,
  cree_le timestamptz not null default now(),
  envoye_le timestamptz
);
comment on column message.etat is 'a_lire: no mail server is configured, the message is read in the administration screen';
