-- What an assembly voted before the Région came here: the table comes from a file, and may leave while nothing rests on it.

create table vote_repris (
  rang bigint generated always as identity primary key,
  campagne text not null references campagne on delete cascade,
  deliberation text not null check (btrim(deliberation) <> ''),
  votee_le date not null,
  nom text not null check (nom <> ''),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  avant jsonb not null check (jsonb_typeof(avant) = 'object'),
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now(),
  retire_par text references personne,
  retire_pour text references personne,
  retire_le timestamptz,
  motif text check (btrim(motif) <> ''),
  check ((retire_le is null) = (retire_par is null) and (retire_le is null) = (motif is null))
);
create unique index vote_repris_vivant on vote_repris (campagne) where retire_le is null;
comment on table vote_repris is 'A vote brought from elsewhere as a file; taken back, it stays readable here';
comment on column vote_repris.empreinte is 'SHA-256 of the file, which itself is not kept';
comment on column vote_repris.avant is '{calendrier, documents, voteLe, enveloppeExceptionnelle, exceptionnelles}: what the campaign gets back with the act that takes it back';

create function tenir_vote_repris() returns trigger language plpgsql as $$
begin
  if old.retire_le is not null or new.retire_le is distinct from now()
      or (to_jsonb(new) - '{retire_par,retire_pour,retire_le,motif}'::text[])
        is distinct from (to_jsonb(old) - '{retire_par,retire_pour,retire_le,motif}'::text[]) then
    raise exception 'un vote repris se retire, il ne se corrige pas' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger vote_repris_tenu before update on vote_repris for each row execute function tenir_vote_repris();

-- Voted amounts stay as they were voted, but for those of a vote that this very transaction takes back.
create or replace function tenir_publication() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from campagne c where c.id = old.campagne)
      and not exists (select from vote_repris v where v.campagne = old.campagne and v.retire_le = now()) then
    raise exception 'un montant voté ne change plus' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

grant select, insert on vote_repris to oriflamme_application;
grant update (retire_par, retire_pour, retire_le, motif) on vote_repris to oriflamme_application;
alter table vote_repris enable row level security;
create policy region on vote_repris for select using ((select acteur_est_region()));
create policy reprendre on vote_repris for insert with check ((select acteur_conduit()));
create policy retirer on vote_repris for update using ((select acteur_conduit())) with check ((select acteur_conduit()));
create policy retirer on publication for delete using ((select acteur_conduit()));

comment on column campagne.calendrier is '[{date, libelle, source, nature, repris}], oldest first; nature « vote » marks the vote of the amounts, repris one brought as a file';

-- An engagement may be paid in several mandats: one that leaves something for later says why.
alter table mandat add motif text check (btrim(motif) <> '');
comment on column mandat.motif is 'Why it pays only a part of what was left; null when it pays all of it';
