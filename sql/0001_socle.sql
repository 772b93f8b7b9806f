-- What every capability stands on: the journal of acts.

create table journal (
  id bigint generated always as identity primary key,
  instant timestamptz not null default now(),
  acte text not null check (acte <> ''),
  objet text not null check (objet <> ''),
  avant jsonb,
  apres jsonb,
  auteur text not null check (auteur <> '')
);

comment on table journal is 'Every act that changed something, in order, written in the transaction of the act. Append-only.';
comment on column journal.instant is 'When, by the clock of the database';
comment on column journal.acte is 'What was done: capability and verb, « campagne.creee »';
comment on column journal.objet is 'On what: kind and identifier, « campagne:2023 »';
comment on column journal.avant is 'What the object was, when it existed';
comment on column journal.apres is 'What the object became, unless it disappeared';
comment on column journal.auteur is 'Who, by identifier, never by name';

create index journal_objet on journal (objet, id);

create function refuser_modification_journal() returns trigger language plpgsql as $$
begin
  raise exception 'le journal ne se modifie pas : % refusé', tg_op using errcode = 'restrict_violation';
end
$$;

create trigger journal_en_ajout_seul before update or delete or truncate on journal
  for each statement execute function refuser_modification_journal();
