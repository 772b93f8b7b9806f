-- A campaign brought as a file: received, read in the background, checked, then applied or given up.

create table import (
  id text primary key default gen_random_uuid()::text,
  nom text not null check (nom <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taille bigint not null check (taille > 0),
  etat text not null default 'recu'
    check (etat in ('recu', 'en_lecture', 'pret', 'refuse', 'applique', 'abandonne')),
  passage integer not null default 0 check (passage >= 0),
  progression integer not null default 0 check (progression between 0 and 1000),
  lecture text,
  lignes_lues integer not null default 0 check (lignes_lues >= 0),
  erreurs integer not null default 0 check (erreurs >= 0),
  avertissements integer not null default 0 check (avertissements >= 0),
  colonnes jsonb not null default '[]' check (jsonb_typeof(colonnes) = 'array'),
  groupes jsonb not null default '[]' check (jsonb_typeof(groupes) = 'array'),
  motif jsonb check (jsonb_typeof(motif) = 'object'),
  campagne text references campagne on delete set null,
  cree_le timestamptz not null default now(),
  avance_le timestamptz not null default now(),
  check ((etat = 'refuse') = (motif is not null))
);
-- The same file twice is the same import, unless the first was given up or its campaign removed.
create unique index import_sha256 on import (sha256)
  where etat <> 'abandonne' and (etat <> 'applique' or campagne is not null);
create index import_campagne on import (campagne);
comment on table import is 'A file of applications on its way to a campaign: recu → en_lecture → pret | refuse → applique | abandonne';
comment on column import.passage is 'Grows each time the reading starts: a reader that is no longer the last one writes nothing';
comment on column import.progression is 'Share of the file read, in thousandths';
comment on column import.lecture is 'How the file was understood, in French: format, sheet, separator, encoding';
comment on column import.erreurs is 'All of them, including those that import_anomalie does not keep';
comment on column import.colonnes is '[{entete, champ}]: headers of the file and what each is; champ null for one that is not read';
comment on column import.groupes is '[{gravite, code, colonne, nombre, premiereLigne, message, attendu}]: anomalies by column and cause';
comment on column import.motif is '{code, message}: why the file cannot be read at all';
comment on column import.avance_le is 'Last sign of life: a reading silent for seconds is started over, an import silent for weeks is given up';

create table import_morceau (
  import text not null references import on delete cascade,
  rang integer not null check (rang > 0),
  octets bytea not null,
  primary key (import, rang)
);
-- A workbook is compressed already.
alter table import_morceau alter column octets set storage external;
comment on table import_morceau is 'The file itself, in pieces of 1 MiB: any server may read it. Removed once applied or given up';

create table import_ligne (
  import text not null references import on delete cascade,
  ligne integer not null check (ligne > 0),
  organisme text collate "C",
  nom text,
  siret text,
  identifiant text collate "C",
  intitule text,
  niveau smallint,
  code_rncp text,
  commune text,
  departement text,
  filiere text,
  contrats integer,
  environnementale boolean,
  palier smallint,
  declaration jsonb not null check (jsonb_typeof(declaration) = 'object'),
  primary key (import, ligne)
);
comment on table import_ligne is 'A line as understood; null where the cell could not be read. Removed once applied or given up';
comment on column import_ligne.ligne is 'Line of the file, as a spreadsheet numbers it';
comment on column import_ligne.declaration is '{field: whole number} for each value of the scoring grid';

create table import_anomalie (
  import text not null references import on delete cascade,
  rang integer not null check (rang > 0),
  gravite text not null check (gravite in ('erreur', 'avertissement')),
  ligne integer not null check (ligne >= 0),
  colonne text,
  champ text,
  valeur text,
  code text not null,
  message text not null,
  attendu text,
  primary key (import, rang)
);
create index import_anomalie_ligne on import_anomalie (import, ligne);
comment on table import_anomalie is 'What to look at in the file, at most 1 000 per column and cause and 20 000 in all; import counts them all';
comment on column import_anomalie.rang is 'Order of discovery, from 1';
