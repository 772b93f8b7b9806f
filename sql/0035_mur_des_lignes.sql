-- A list holds tens of thousands of lines: whose it is must be asked once a query, not once a line. The lists of the acting
-- centre are read first (they are few, and the wall of aide_liste already keeps those of others out), then each line is looked up.
alter policy la_sienne on aide_ligne using (
  (select acteur_est_organisme()) and liste in (
    select l.id from aide_liste l where l.organisation = (select acteur_organisation())));
alter policy corriger on aide_ligne
  using ((select acteur_depose()) and liste in (
    select l.id from aide_liste l where l.organisation = (select acteur_organisation())))
  with check ((select acteur_depose()) and liste in (
    select l.id from aide_liste l where l.organisation = (select acteur_organisation())));
