-- Numbers are given out when a row is put in, not when it is committed. One commit at a time puts rows into a lane, so
-- that nothing ever appears ahead of a message that was already taken.
select pg_advisory_xact_lock(lane) from unnest(@lanes) as lane;
