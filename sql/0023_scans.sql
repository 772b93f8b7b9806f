-- Signed letters come back from the scanner many at once: each page says by its code which letter it belongs to.

create table lettre_tirage (
  tirage text primary key check (tirage ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  demande text not null references lettre on delete cascade,
  pages integer not null check (pages between 1 and 999),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  le timestamptz not null default now()
);
create index lettre_tirage_demande on lettre_tirage (demande);
comment on table lettre_tirage is 'One printing of a letter, as the code of its pages names it. Former ones stay: their sheets are recognised as out of date';
comment on column lettre_tirage.sha256 is 'Of the PDF printed: the one of the letter when this printing is the current one';

create table scan_lot (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne on delete cascade,
  etat text not null default 'reception' check (etat in ('reception', 'en_cours', 'fini', 'annule')),
  signataire text not null check (btrim(signataire) <> ''),
  signee_le date not null,
  par text not null references personne,
  pour text references personne,
  role text not null,
  adresse text,
  cree_le timestamptz not null default now(),
  avance_le timestamptz not null default now()
);
create index scan_lot_campagne on scan_lot (campagne);
create index scan_lot_en_cours on scan_lot (avance_le) where etat = 'en_cours';
comment on table scan_lot is 'Scans of signed letters sent together, read in the background in the name of whoever sent them';
comment on column scan_lot.signataire is 'Who signed these letters, as typed: name and quality';
comment on column scan_lot.avance_le is 'Last sign of life: a reading silent for seconds is started again';

create table scan_fichier (
  lot text not null references scan_lot on delete cascade,
  rang integer not null check (rang > 0),
  nom text not null,
  type text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
  taille bigint not null check (taille > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  pages integer check (pages >= 0),
  lues integer not null default 0 check (lues >= 0),
  anomalie text check (anomalie in ('illisible', 'trop-de-pages')),
  primary key (lot, rang),
  unique (lot, sha256)
);
comment on column scan_fichier.pages is 'Null until it is opened';

create table scan_morceau (
  lot text not null,
  fichier integer not null,
  rang integer not null check (rang > 0),
  octets bytea not null,
  primary key (lot, fichier, rang),
  foreign key (lot, fichier) references scan_fichier on delete cascade
);
alter table scan_morceau alter column octets set storage external;
comment on table scan_morceau is 'The file as sent, in pieces of 1 MiB: any server may read it. Removed once read';

create table scan_page (
  id text primary key default gen_random_uuid()::text,
  lot text not null,
  fichier integer not null,
  rang integer not null check (rang > 0),
  etat text not null default 'a_voir' check (etat in ('a_voir', 'rattachee', 'ecartee', 'blanche')),
  defaut text check (defaut in ('illisible', 'plusieurs', 'abimee')),
  tirage text,
  page integer check (page > 0),
  demande text references demande on delete set null,
  octets bytea,
  vignette bytea,
  motif text,
  traitee_par text references personne,
  traitee_le timestamptz,
  unique (lot, fichier, rang),
  foreign key (lot, fichier) references scan_fichier on delete cascade,
  check ((tirage is null) = (page is null)),
  check (etat <> 'ecartee' or btrim(motif) <> ''),
  check (etat = 'a_voir' or octets is null)
);
alter table scan_page alter column octets set storage external;
alter table scan_page alter column vignette set storage external;
create index scan_page_a_voir on scan_page (lot) where etat = 'a_voir';
comment on table scan_page is 'What became of each page of a scan. Only those still to be looked at keep their image';
comment on column scan_page.defaut is 'Why no letter was recognised; null once a code was read, or somebody chose';
comment on column scan_page.tirage is 'The printing that its code names, or somebody chose; it may be of another installation';
comment on column scan_page.demande is 'The application whose letter it was joined to';
comment on column scan_page.motif is 'Why it was set aside';

grant select, insert, update on lettre_tirage to oriflamme_application;
grant select, insert, update, delete on scan_lot, scan_fichier, scan_morceau, scan_page to oriflamme_application;

-- Signed sheets are seen by those who run the campaign.
alter table lettre_tirage enable row level security;
create policy conduire on lettre_tirage using ((select acteur_conduit())) with check ((select acteur_conduit()));
alter table scan_lot enable row level security;
create policy conduire on scan_lot using ((select acteur_conduit())) with check ((select acteur_conduit()));
alter table scan_fichier enable row level security;
create policy conduire on scan_fichier using ((select acteur_conduit())) with check ((select acteur_conduit()));
alter table scan_morceau enable row level security;
create policy conduire on scan_morceau using ((select acteur_conduit())) with check ((select acteur_conduit()));
alter table scan_page enable row level security;
create policy conduire on scan_page using ((select acteur_conduit())) with check ((select acteur_conduit()));
