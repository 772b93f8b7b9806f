-- What the commission or the assembly looked at does not change under its eyes: money that comes in on a titre meanwhile first
-- takes its dossier back, which keeps the délibération that was not carried out.
alter table admission drop constraint admission_check1,
  add constraint admission_deliberation check (
    (etat not in ('votee', 'admise') or deliberation is not null)
    and (deliberation is null or etat in ('votee', 'admise', 'retiree'))
    and (deliberation is null) = (votee_le is null));
