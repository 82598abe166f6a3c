-- The first of each lane. What waits for a message not yet tried falls due with that message, which is counted itself.
select min(case when m.leased_until > m.not_before then m.leased_until else m.not_before end)
from outbox m
where m.status = 0
  and not exists (select 1 from outbox earlier where earlier.lane = m.lane and earlier.status = 0 and earlier.seq < m.seq)
  and not exists (
      select 1 from outbox first
      where first.id = m.after_id and first.seq < m.seq and first.status = 0
        and (first.attempts = 0 or (first.attempts = 1 and first.leased_until is not null)));
