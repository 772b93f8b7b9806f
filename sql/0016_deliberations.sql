-- The délibération of a campaign: the text that an agent prepares, then the text as it was voted, which no longer changes.

create table deliberation (
  campagne text primary key references campagne on delete cascade,
  titre text not null,
  visas text not null,
  expose text not null,
  articles text not null,
  contrats_depuis date not null,
  affectations jsonb not null default '[]' check (jsonb_typeof(affectations) = 'array'),
  version integer not null default 1 check (version > 0),
  par text not null references personne,
  pour text references personne,
  modifiee_le timestamptz not null default now(),
  reference text check (btrim(reference) <> ''),
  votee_le date,
  contenu text,
  empreinte text check (empreinte ~ '^[0-9a-f]{64}$'),
  arretee_le timestamptz,
  check (num_nulls(reference, votee_le, contenu, empreinte, arretee_le) in (0, 5))
);
comment on table deliberation is 'Text of the délibération of a campaign, with its fields; once voted, the words themselves, hashed';
comment on column deliberation.contrats_depuis is 'Contracts count from this day; before the vote, a derogation is needed';
comment on column deliberation.affectations is '[{ligne, operation, montant}], montant in cents';
comment on column deliberation.contenu is 'JSON of the words as voted: what the hash is taken of, byte for byte';

create function tenir_deliberation() returns trigger language plpgsql as $$
begin
  if old.arretee_le is null then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE' or exists (select from campagne c where c.id = old.campagne) then
    raise exception 'une délibération arrêtée ne change plus' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger deliberation_arretee before update or delete on deliberation
  for each row execute function tenir_deliberation();

grant select, insert, update on deliberation to oriflamme_application;
alter table deliberation enable row level security;
create policy region on deliberation for select using ((select acteur_est_region()));
create policy preparer on deliberation for insert with check ((select acteur_conduit()));
create policy reprendre on deliberation for update using ((select acteur_conduit())) with check ((select acteur_conduit()));
