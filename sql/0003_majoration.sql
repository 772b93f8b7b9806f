-- What agents try on a campaign before the vote.

create table scenario (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne on delete cascade,
  nom text not null check (btrim(nom) <> '' and char_length(nom) <= 120),
  parametres jsonb not null check (jsonb_typeof(parametres) = 'object'),
  version integer not null default 1 check (version > 0),
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now()
);
create unique index scenario_nom on scenario (campagne, lower(nom));
comment on table scenario is 'A named set of parameters of a campaign; « le règlement tel quel » is not stored';
comment on column scenario.nom is 'Unique in its campaign, capitals aside: two scenarios of the same name could not be told apart';
comment on column scenario.parametres is 'Envelope in cents, grid, tie-breaks, cut-off, rates and ceiling: everything a simulation needs';
comment on column scenario.version is 'Grows at each save; a save that names an older version is refused';
