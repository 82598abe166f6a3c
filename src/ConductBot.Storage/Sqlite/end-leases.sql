-- The lease stays written down: what was begun under it, nobody knows.
update outbox set leased_until = 0 where status = 0 and leased_by is not null;
