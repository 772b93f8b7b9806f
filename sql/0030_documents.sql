-- A document of a campaign that takes seconds to write is made in the background, as the whole file of a body is.

alter table archive alter column siret drop not null;
alter table archive add column campagne text references campagne on delete cascade;
alter table archive add column scenario text;
alter table archive add column document text check (document in ('annexe-expliquee', 'classeur'));
alter table archive add constraint archive_sujet check (num_nonnulls(siret, campagne) = 1
  and num_nulls(campagne, scenario, document) in (0, 3));
create index archive_campagne on archive (campagne) where campagne is not null;
comment on table archive is 'A file made in the background, as whoever asked for it may see it: the whole file of one body as a ZIP, with its index, or a long document of a campaign';
comment on column archive.siret is 'The body; null for a document of a campaign';
comment on column archive.scenario is 'Of which scenario, or reglement';
comment on column archive.faites is 'Files written in it, or steps made, out of total';
