-- Lists of aids: what lets lines be compared with each other and with those already known, and when a deposit was asked.

alter table aide_ligne
  add column rapprochement text,
  add column ne_le date,
  add column empreinte text check (empreinte ~ '^[0-9a-f]{64}$');
create index aide_ligne_ne_le on aide_ligne (liste, ne_le);
create index aide_ligne_empreinte on aide_ligne (liste, empreinte);
comment on column aide_ligne.rapprochement is 'Names without accents nor order, once they can be read';
comment on column aide_ligne.ne_le is 'Birth date, once it can be read';
comment on column aide_ligne.empreinte is 'Keyed fingerprint of the IBAN: tells two lines paid on one account, and nothing else';

alter table aide_liste add column depot_le timestamptz;
comment on column aide_liste.depot_le is 'When its deposit was asked, which is when its dossiers were deposited';

-- Somebody said that two spellings are one person: the spelling that no dossier bears any more goes away.
grant delete on aide_beneficiaire to oriflamme_application;
