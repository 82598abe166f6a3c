select m.seq, m.id, m.lane, m.kind, m.payload, m.attempts, (m.uncertain or m.leased_by is not null), m.created_at
from outbox m
where m.status = 0 and m.not_before <= @now and (m.leased_until is null or m.leased_until <= @now)
  and not exists (select 1 from outbox earlier where earlier.lane = m.lane and earlier.status = 0 and earlier.seq < m.seq)
  and not exists (
      select 1 from outbox first
      where first.id = m.after_id and first.seq < m.seq and first.status = 0
        and (first.attempts = 0 or (first.attempts = 1 and first.leased_until > @now)))
order by m.seq
limit @most
for update of m skip locked;
