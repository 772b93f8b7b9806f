-- The vote is known by what it is, no longer by how its label begins: a calendar typed by hand says it too.

update campagne c set calendrier = (
  select jsonb_agg(case when e.etape ->> 'libelle' like 'Vote des majorations%'
    then e.etape || '{"nature": "vote"}' else e.etape end order by e.rang)
  from jsonb_array_elements(c.calendrier) with ordinality as e (etape, rang))
where c.calendrier @? '$[*] ? (@.libelle starts with "Vote des majorations")';
comment on column campagne.calendrier is '[{date, libelle, source, nature}], oldest first; nature « vote » marks the vote of the amounts';
